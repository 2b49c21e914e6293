using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Rollouts;

/// <summary>Tells the engine that a section may have changed.</summary>
internal sealed class RolloutsChangeTokenSource(IConfiguration section) : IOptionsChangeTokenSource<RolloutsOptions>
{
    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => section.GetReloadToken();
}
