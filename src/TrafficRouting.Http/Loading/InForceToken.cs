using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http;

/// <summary>Tells those who watch the options of a table that others came into force.</summary>
internal sealed class InForceToken(string name, IServiceProvider services) : IOptionsChangeTokenSource<TrafficRoutingOptions>
{
    public string Name => name;

    public IChangeToken GetChangeToken() => services.GetRequiredKeyedService<RouterLoader>(name).GetChangeToken();
}
