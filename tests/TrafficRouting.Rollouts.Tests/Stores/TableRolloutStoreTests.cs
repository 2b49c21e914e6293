using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Stores;

public sealed class TableRolloutStoreTests : ForgettingStoreTests
{
    private readonly FakeClock _clock = new();
    private readonly MemoryRolloutStore _store;

    public TableRolloutStoreTests() => _store = new(_clock);

    [Fact]
    public async Task Names_OfOtherTables_AreOthers()
    {
        var (payments, shop) = (new TableRolloutStore("payments", _store), new TableRolloutStore("shop", _store));

        await payments.TryWriteAsync(State(1), 0, Cancellation);
        await payments.PublishAsync(new("reviews", "a", default), TimeSpan.FromMinutes(1), Cancellation);
        await payments.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation);

        Assert.Null(await shop.ReadAsync("reviews", Cancellation));
        Assert.Empty(await shop.CollectAsync("reviews", Cancellation));
        Assert.True(await shop.TryLeaseAsync("reviews", "b", TimeSpan.FromMinutes(1), Cancellation));
    }

    protected override IRolloutStore Create() => new TableRolloutStore("payments", _store);

    protected override ValueTask PassAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return ValueTask.CompletedTask;
    }
}
