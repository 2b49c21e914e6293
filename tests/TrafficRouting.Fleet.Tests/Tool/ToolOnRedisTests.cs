using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Redis;

namespace TrafficRouting.Fleet.Tests.Tool;

public abstract class ToolOnRedisTests(string configuration) : ToolStoreTests
{
    private readonly string _prefix = $"shop-{Guid.NewGuid():N}:";
    private RedisRolloutStore? _store;

    protected override string Address => $"redis://{configuration}/0?prefix={_prefix}";

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_store is not null)
            await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IRolloutStore Open() => _store = new(configuration, new() { KeyPrefix = _prefix });
}
