using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace TrafficRouting.Tests.Sources;

/// <summary>A source that a test fills.</summary>
internal sealed class TestSource(string name, TrafficRoutingOptions options, bool isLive = false) : RoutingSource
{
    private ConfigurationReloadToken _token = new();
    private RoutingSnapshot _current = new(options, []);

    public override string Name => name;

    public override bool IsLive => isLive;

    public override RoutingSnapshot Current => _current;

    public override IChangeToken GetChangeToken() => _token;

    public void Set(TrafficRoutingOptions changed, params Finding[] findings) => Set(new RoutingSnapshot(changed, [.. findings]));

    public void Set(RoutingSnapshot snapshot)
    {
        _current = snapshot;
        Interlocked.Exchange(ref _token, new()).OnReload();
    }
}
