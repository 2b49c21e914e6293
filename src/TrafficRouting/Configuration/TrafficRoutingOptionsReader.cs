using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>Reads a configuration section without an application: for tests and tools. Unlike the binder it names unknown keys, bad values and wrong shapes, each with its path.</summary>
public static class TrafficRoutingOptionsReader
{
    /// <summary>The path of findings about options that no section was read for.</summary>
    internal const string DefaultPath = "TrafficRouting";

    /// <summary>Reads a section, lays it over sources as an application does, and validates the whole.</summary>
    /// <param name="section">The section, usually <c>configuration.GetSection("TrafficRouting")</c>. <c>Rollouts</c> in it are left aside.</param>
    /// <param name="sources">The sources, lowest first; none by default.</param>
    /// <returns>The options, with everything that is wrong or doubtful. With an error among it they cannot be compiled.</returns>
    public static RoutingSnapshot Read(IConfigurationSection section, params IEnumerable<RoutingSource> sources)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(sources);
        var load = new RoutingConfiguration(sources, new(section, TimeProvider.System), [.. TrafficRoutingOptions.Shape.Foreign.Select(key => new UnreadPart(key))]).Load()!;
        return new(load.Options, load.Findings);
    }
}
