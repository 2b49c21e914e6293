using TrafficRouting.Rollouts.Tests.Engine;
using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Fleet;

/// <summary>Replicas that die without a word, clocks that are wrong, and fleets that share a prefix.</summary>
public sealed class FleetTroubleTests
{
    private readonly FakeClock _time = new(Given.Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Judge_Killed_AnotherTakesOverAfterItsLeaseAndCountsWhatItPublished()
    {
        var store = new MemoryRolloutStore(_time);
        // A process whose clock stands still is one that is dead.
        var dying = new FakeClock(Given.Start);
        using var first = await new RolloutHarness(store: store, time: dying).StartAsync();
        using var second = await new RolloutHarness(store: store, time: _time).StartAsync();
        Assert.True(first.Status.Fleet.IsJudge);
        first.Answer("v1", 80);
        first.Answer("v2", 20);
        dying.Advance(TimeSpan.FromMinutes(1));
        first.Answer("v1", 80);
        first.Answer("v2", 20);

        Advance(2);
        Assert.False(second.Status.Fleet.IsJudge);
        Advance(2);

        // What it saw and had not published, of an interval at most, is lost.
        Assert.True(second.Status.Fleet.IsJudge);
        Assert.Equal(new(1, 20, 80), (await store.ReadAsync("reviews", Cancellation))!.Replicas[first.Status.Fleet.Replica]);
    }

    [Fact]
    public async Task Replica_Killed_LosesNoMoreThanItHadNotPublished()
    {
        var store = new MemoryRolloutStore(_time);
        var dying = new FakeClock(Given.Start);
        using var judge = await new RolloutHarness(store: store, time: _time).StartAsync();
        using var replica = await new RolloutHarness(store: store, time: dying).StartAsync();
        replica.Answer("v1", 80);
        replica.Answer("v2", 20);
        // Published, and not counted yet.
        dying.Advance(TimeSpan.FromMinutes(1.2));
        replica.Answer("v1", 8);

        Advance(2);

        var counted = judge.Status.State!.Replicas[replica.Status.Fleet.Replica];
        Assert.Equal((20, 80), (counted.Canary, counted.Stable));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    [InlineData(-600)]
    public async Task R14_ClocksApart_PausesAsLongAsAsked(int skew)
    {
        var apart = new FakeClock(Given.Start + TimeSpan.FromMinutes(skew));
        var store = new MemoryRolloutStore(_time);
        var first = await new RolloutHarness(Steps, store, _time).StartAsync();
        using var second = await new RolloutHarness(Steps, store, apart).StartAsync();
        AdvanceBoth(12);
        first.Dispose();

        AdvanceBoth(6);
        Assert.Equal((RolloutPhase.Paused, true), (second.Phase, second.Status.Fleet.IsJudge));
        AdvanceBoth(4);
        Assert.Equal(RolloutPhase.Completed, second.Phase);

        void AdvanceBoth(int minutes)
        {
            for (; minutes > 0; minutes--)
            {
                Advance(1);
                apart.Advance(TimeSpan.FromMinutes(1));
            }
        }

        static void Steps(RolloutOptions o)
        {
            o.Steps.Add(new() { SetWeight = 10 });
            o.Steps.Add(new() { Pause = new() { Duration = TimeSpan.FromMinutes(20) } });
        }
    }

    [Fact]
    public async Task TwoFleets_OnOnePrefix_TheOlderSaysSoAndNeitherRestartsTheOther()
    {
        var store = new MemoryRolloutStore(_time);
        var older = new List<RolloutHarness>();
        var newer = new List<RolloutHarness>();
        for (var i = 0; i < 2; i++)
            older.Add(await new RolloutHarness(store: store, time: _time).StartAsync());
        for (var i = 0; i < 2; i++)
            newer.Add(await new RolloutHarness(o => (o.Stable, o.Canary) = ("v2", "v1"), store, _time).StartAsync());

        // Each fleet restarts a replica now and then.
        for (var i = 0; i < 5; i++)
        {
            Advance(3);
            older.Add(await new RolloutHarness(store: store, time: _time).StartAsync());
            newer.Add(await new RolloutHarness(o => (o.Stable, o.Canary) = ("v2", "v1"), store, _time).StartAsync());
        }

        Advance(2);
        Assert.Equal(2, (await store.ReadAsync("reviews", Cancellation))!.Attempt);
        Assert.All(older, r => Assert.Equal("v1=100 v2=0", r.Weights));
        Assert.All(older, r => Assert.Contains("another replica rolls out something newer (reviews/default: v2 -> v1)", r.Status.Problem, StringComparison.Ordinal));
        Assert.All(newer, r => Assert.Null(r.Status.Problem));
        older.Concat(newer).ToList().ForEach(r => r.Dispose());
    }

    [Fact]
    public async Task Retry_LearnsOfTheFailureAndCannotBeWritten_TheCanaryHasNothing()
    {
        var store = new ReadOnlyStore(_time);
        using var first = await new RolloutHarness(store: store, time: _time).StartAsync();
        using var second = await new RolloutHarness(store: store, time: _time).StartAsync();
        await first.SendAsync(RolloutCommand.Abort);
        Assert.Equal("v1=80 v2=20", second.Weights);
        store.IsReadOnly = true;

        await Assert.ThrowsAsync<RolloutStoreException>(() => second.SendAsync(RolloutCommand.Retry));

        Assert.Equal((RolloutPhase.Aborted, "v1=100 v2=0"), (second.Phase, second.Weights));
    }

    [Fact]
    public async Task Step_LearnedOfBeforeAWriteFails_IsInForce()
    {
        var store = new ReadOnlyStore(_time);
        using var first = await new RolloutHarness(Steps, store, _time).StartAsync();
        using var second = await new RolloutHarness(Steps, store, _time).StartAsync();
        await first.SendAsync(RolloutCommand.Promote);
        Assert.Equal(("v1=40 v2=60", "v1=90 v2=10"), (first.Weights, second.Weights));
        store.IsReadOnly = true;

        await Assert.ThrowsAsync<RolloutStoreException>(() => second.SendAsync(RolloutCommand.Promote));

        Assert.Equal("v1=40 v2=60", second.Weights);

        static void Steps(RolloutOptions o)
        {
            foreach (var weight in new[] { 10, 60, 80 })
            {
                o.Steps.Add(new() { SetWeight = weight });
                o.Steps.Add(new() { Pause = new() });
            }
        }
    }

    private void Advance(int minutes)
    {
        for (; minutes > 0; minutes--)
            _time.Advance(TimeSpan.FromMinutes(1));
    }
}
