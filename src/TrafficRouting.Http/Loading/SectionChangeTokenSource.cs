using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Http;

/// <summary>Tells the loader that a section may have changed.</summary>
internal sealed class SectionChangeTokenSource(IConfiguration section) : IOptionsChangeTokenSource<TrafficRoutingOptions>
{
    public string? Name => Options.DefaultName;

    public IChangeToken GetChangeToken() => section.GetReloadToken();
}
