using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Stores;

public sealed class MemoryRolloutStoreTests : ForgettingStoreTests
{
    private readonly FakeClock _clock = new();
    private readonly MemoryRolloutStore _store;

    public MemoryRolloutStoreTests() => _store = new(_clock);

    protected override IRolloutStore Create() => _store;

    protected override ValueTask PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return ValueTask.CompletedTask;
    }
}
