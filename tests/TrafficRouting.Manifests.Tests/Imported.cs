using Microsoft.Extensions.Configuration;
using TrafficRouting.Configuration;

namespace TrafficRouting.Manifests.Tests;

/// <summary>Documents taken all the way through configuration and the core's reader.</summary>
internal sealed class Imported
{
    private Imported(IConfiguration configuration)
    {
        Configuration = configuration;
        TrafficRoutingOptionsReader.Read(configuration.GetSection("TrafficRouting"), Options);
    }

    public IConfiguration Configuration { get; }

    public TrafficRoutingOptions Options { get; } = new();

    public IEnumerable<string> Errors => Options.Diagnostics.Where(d => d.Severity == ConfigurationSeverity.Error).Select(d => d.ToString());

    public IEnumerable<string> Warnings => Options.Diagnostics.Where(d => d.Severity == ConfigurationSeverity.Warning).Select(d => d.ToString());

    public static Imported From(string yaml, Action<TrafficManifestOptions>? configure = null, IEnumerable<KeyValuePair<string, string?>>? overrides = null) =>
        new(new ConfigurationBuilder()
            .AddTrafficManifestsFromText(yaml, configure)
            .AddInMemoryCollection(overrides ?? [])
            .Build());
}
