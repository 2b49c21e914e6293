using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http;

/// <summary>Tells those who watch the options of a table, or of a part of it, that others came into force.</summary>
internal sealed class InForceToken<TOptions>(string name, IServiceProvider services) : IOptionsChangeTokenSource<TOptions>
{
    public string Name => name;

    public IChangeToken GetChangeToken() => services.GetRequiredKeyedService<RouterLoader>(name).GetChangeToken();
}
