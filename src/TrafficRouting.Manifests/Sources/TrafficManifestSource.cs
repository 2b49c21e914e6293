using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Manifests;

/// <summary>Routing documents as a source of configuration.</summary>
internal sealed class TrafficManifestSource : IConfigurationSource
{
    public required IManifestInput Input { get; init; }

    public required TrafficManifestOptions Options { get; init; }

    public bool Optional { get; init; }

    public bool ReloadOnChange { get; init; }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new TrafficManifestProvider(this, builder.Sources.IndexOf(this));
}
