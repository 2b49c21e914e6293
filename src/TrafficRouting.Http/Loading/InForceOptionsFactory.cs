using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Http;

/// <summary>Gives whoever asks for options a copy of those in force: read from all sources, validated as the router's are.</summary>
internal sealed class InForceOptionsFactory(IServiceProvider services) : IOptionsFactory<TrafficRoutingOptions>
{
    public TrafficRoutingOptions Create(string name) => services.GetKeyedService<RouterLoader>(name) is { } loader
        ? (TrafficRoutingOptions)TrafficRoutingOptions.Shape.Clone(loader.InForce)
        : throw new InvalidOperationException(RouterStartup.MissingTable(name, services.GetServices<TableRegistration>()));
}
