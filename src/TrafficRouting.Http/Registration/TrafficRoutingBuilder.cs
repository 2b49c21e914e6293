using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Http;

internal sealed class TrafficRoutingBuilder(string name, IServiceCollection services) : ITrafficRoutingBuilder
{
    public string Name => name;

    public IServiceCollection Services => services;
}
