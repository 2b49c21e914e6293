using System.Text;
using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Tests.Sources;

/// <summary>The states of two sources and of a section of two files, as an oracle knows them: loaded from scratch, each time.</summary>
internal sealed record SourceModel(string First, string Second, string Base, string Extra)
{
    public const int Count = 3;

    /// <summary>Takes one source's state from another; the files of the section are one.</summary>
    public SourceModel With(int source, SourceModel other) => source switch
    {
        0 => this with { First = other.First },
        1 => this with { Second = other.Second },
        _ => this with { Base = other.Base, Extra = other.Extra },
    };

    /// <summary>Gives the options, written out, or null when they are invalid.</summary>
    public string? Load()
    {
        var section = new ConfigurationBuilder().AddJsonStream(Stream(Base)).AddJsonStream(Stream(Extra)).Build().GetSection("TrafficRouting");
        var load = new RoutingConfiguration(
            [new TestSource("first", Options(First)), new TestSource("second", Options(Second))], new(section, TimeProvider.System)).Load()!;
        return load.IsValid ? Show(load.Options) : null;
    }

    /// <summary>Makes fresh options of what a file would say.</summary>
    public static TrafficRoutingOptions Options(string json)
    {
        var section = new ConfigurationBuilder().AddJsonStream(Stream(json)).Build().GetSection("TrafficRouting");
        return (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Read(SectionTree.Of(section), null, [])!;
    }

    /// <summary>Writes options out, ordered by name.</summary>
    public static string Show(TrafficRoutingOptions options)
    {
        var text = new StringBuilder();
        foreach (var (name, backend) in options.Backends.OrderBy(b => b.Key, StringComparer.OrdinalIgnoreCase))
            text.Append(name).Append(BackendOptions.Shape.Write(backend).ToJsonString()).Append('\n');
        foreach (var (name, service) in options.Services.OrderBy(s => s.Key, StringComparer.OrdinalIgnoreCase))
            text.Append(name).Append(ServiceOptions.Shape.Write(service).ToJsonString()).Append('\n');
        return text.Append(MirroringOptions.Shape.Write(options.Mirroring).ToJsonString()).ToString();
    }

    private static MemoryStream Stream(string json) => new(Encoding.UTF8.GetBytes(json));
}
