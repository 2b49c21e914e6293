using TrafficRouting.Rollouts.Tests.Engine;
using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Fleet;

/// <summary>Several processes, each with its own engine, router and clock, on one store.</summary>
public sealed class FleetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Abort_OnOneReplica_IsInForceOnTheOthersAsSoonAsTheStoreTells()
    {
        var (time, store) = Shared();
        using var one = await new RolloutHarness(store: store, time: time).StartAsync();
        using var two = await new RolloutHarness(store: store, time: time).StartAsync();
        time.Advance(TimeSpan.Zero);
        Assert.Equal(("v1=80 v2=20", "v1=80 v2=20"), (one.Weights, two.Weights));

        await two.SendAsync(RolloutCommand.Abort);
        time.Advance(TimeSpan.Zero);

        Assert.Equal(("v1=100 v2=0", "v1=100 v2=0"), (one.Weights, two.Weights));
    }

    [Fact]
    public async Task Transitions_OneReadWithTheCommandThatFollowsIt_AreEachOfTheReplicaThatMadeThem()
    {
        var (time, store) = Shared();
        using var one = await new RolloutHarness(store: store, time: time).StartAsync();
        using var two = await new RolloutHarness(store: store, time: time).StartAsync();
        time.Advance(TimeSpan.Zero);

        // The abort reads the promotion, of which the store has not told yet.
        await two.SendAsync(RolloutCommand.PromoteFull);
        await one.SendAsync(RolloutCommand.Abort);
        time.Advance(TimeSpan.Zero);

        Assert.Equal([(RolloutPhase.Completed, true), (RolloutPhase.Aborted, false)], one.Transitions.TakeLast(2).Select(t => (t.To, t.IsFromStore)));
        Assert.Equal([(RolloutPhase.Completed, false), (RolloutPhase.Aborted, true)], two.Transitions.TakeLast(2).Select(t => (t.To, t.IsFromStore)));
    }

    [Fact]
    public async Task Evidence_OfAllReplicas_IsJudgedByOneAndCountedOnce()
    {
        var (time, store) = Shared();
        var replicas = new List<RolloutHarness>();
        for (var i = 0; i < 5; i++)
            replicas.Add(await new RolloutHarness(Long, store, time).StartAsync());

        for (var minute = 0; minute < 10; minute++)
        {
            replicas.ForEach(r => r.Answer("v1", 80, 1));
            replicas.ForEach(r => r.Answer("v2", 20, 0));
            time.Advance(TimeSpan.FromMinutes(1));
        }

        time.Advance(TimeSpan.FromMinutes(3));
        var state = (await store.ReadAsync("reviews", Cancellation))!;
        Assert.Equal(1, replicas.Count(r => r.Status.Fleet.IsJudge));
        Assert.Equal((5 * 10 * 20, 5 * 10 * 80), (state.CanaryRequests, state.StableRequests));
        Assert.All(replicas, r => Assert.Equal(new(state.Replicas[r.Status.Fleet.Replica].Window, 200, 800), state.Replicas[r.Status.Fleet.Replica]));
        replicas.ForEach(r => r.Dispose());

        static void Long(RolloutOptions o)
        {
            o.Steps.Add(new() { SetWeight = 20 });
            o.Steps.Add(new() { Analyze = new() { Count = 100 } });
        }
    }

    [Fact]
    public async Task Judge_Ends_AnotherTakesOverAndCountsWhatItPublished()
    {
        var (time, store) = Shared();
        var first = await new RolloutHarness(store: store, time: time).StartAsync();
        using var second = await new RolloutHarness(store: store, time: time).StartAsync();
        Assert.True(first.Status.Fleet.IsJudge);
        first.Answer("v1", 80);
        first.Answer("v2", 20);

        // In order: what it saw last is published and the lease handed over.
        first.Dispose();
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.True(second.Status.Fleet.IsJudge);
        Assert.Equal(100, (await store.ReadAsync("reviews", Cancellation))!.Replicas[first.Status.Fleet.Replica] is { } c ? c.Canary + c.Stable : 0);
    }

    [Fact]
    public async Task R13_StoreForgetsAfterAnAbort_NobodyRevivesTheRollout()
    {
        var (time, store) = (new FakeClock(Given.Start), new ForgetfulStore());
        using var one = await new RolloutHarness(store: store, time: time).StartAsync();
        using var two = await new RolloutHarness(store: store, time: time).StartAsync();
        await one.SendAsync(RolloutCommand.Abort);
        time.Advance(TimeSpan.FromMinutes(2));

        store.Forget();
        using var late = await new RolloutHarness(store: store, time: time).StartAsync();
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(("v1=100 v2=0", "v1=100 v2=0", "v1=100 v2=0"), (one.Weights, two.Weights, late.Weights));
        Assert.Equal(RolloutPhase.Aborted, (await store.ReadAsync("reviews", Cancellation))!.Phase);
    }

    [Fact]
    public async Task R13_StoreFallsBackDuringAStep_GoesOnWhereItWas()
    {
        var (time, store) = (new FakeClock(Given.Start), new ForgetfulStore());
        using var process = await new RolloutHarness(store: store, time: time).StartAsync();
        var old = (await store.ReadAsync("reviews", Cancellation))!;
        process.Good();
        Assert.Equal("v1=60 v2=40", process.Weights);

        store.Forget(old);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("v1=60 v2=40", process.Weights);
        Assert.True((await store.ReadAsync("reviews", Cancellation))!.Version > old.Version);
    }

    [Fact]
    public async Task StaleAfter_StoreGone_GivesTheCanaryNothingUntilItIsBack()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(o => (o.StaleAfter, o.WhenStale) = (TimeSpan.FromMinutes(3), StaleAction.Stable), store).StartAsync();
        store.Down = true;
        process.Time.Advance(TimeSpan.FromMinutes(2.9));
        Assert.Equal(("v1=80 v2=20", false), (process.Weights, process.Status.Fleet.IsStale));

        process.Time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(("v1=100 v2=0", true), (process.Weights, process.Status.Fleet.IsStale));

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("v1=80 v2=20", false), (process.Weights, process.Status.Fleet.IsStale));
    }

    [Fact]
    public async Task StaleAfter_Keep_KeepsTheWeightAndSaysSo()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(o => o.StaleAfter = TimeSpan.FromMinutes(3), store).StartAsync();
        store.Down = true;

        process.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(("v1=80 v2=20", true), (process.Weights, process.Status.Fleet.IsStale));
        Assert.Equal(TimeSpan.FromMinutes(10), process.Status.Fleet.StoreAge);
    }

    [Fact]
    public async Task Configurations_BackendsDiffer_TheOlderSendsAllToStableAndNeverRestartsItsOwn()
    {
        var (time, store) = Shared();
        using var old = await new RolloutHarness(store: store, time: time).StartAsync();
        using var newer = await new RolloutHarness(o => o.Revision = "2", store, time).StartAsync();
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(("v1=100 v2=0", "v1=80 v2=20"), (old.Weights, newer.Weights));
        Assert.Contains("something newer", old.Status.Problem, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RolloutCommandException>(() => old.SendAsync(RolloutCommand.Retry));

        // Nor when an old process is started again.
        using var again = await new RolloutHarness(store: store, time: time).StartAsync();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(("v1=100 v2=0", 2), (again.Weights, (await store.ReadAsync("reviews", Cancellation))!.Attempt));
        Assert.EndsWith("@2", newer.Status.State!.Identity, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configurations_TheOlderWasCompleted_ItsCanaryKeepsAllTraffic()
    {
        var (time, store) = Shared();
        using var old = await new RolloutHarness(store: store, time: time).StartAsync();
        await old.SendAsync(RolloutCommand.PromoteFull);

        using var newer = await new RolloutHarness(o => o.Revision = "2", store, time).StartAsync();
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(("v1=0 v2=100", "v1=80 v2=20"), (old.Weights, newer.Weights));
    }

    [Fact]
    public async Task Retry_OfWhatFailed_IsAnotherAttemptEverywhere()
    {
        var (time, store) = Shared();
        using var one = await new RolloutHarness(store: store, time: time).StartAsync();
        using var two = await new RolloutHarness(store: store, time: time).StartAsync();
        one.Bad();
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((RolloutPhase.RolledBack, RolloutPhase.RolledBack), (one.Phase, two.Phase));

        await two.SendAsync(RolloutCommand.Retry);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((2, 2), (one.Status.State!.Attempt, two.Status.State!.Attempt));
        Assert.Equal(("v1=80 v2=20", "v1=80 v2=20"), (one.Weights, two.Weights));
    }

    [Fact]
    public async Task Evidence_ForeignOrOfAnotherFormat_IsLeftOut()
    {
        var (time, store) = Shared();
        using var process = await new RolloutHarness(store: store, time: time).StartAsync();
        foreach (var (replica, content) in new[] { ("a", "hello"), ("b", "{\"formatVersion\":7,\"identity\":\"\",\"windows\":[]}"), ("c", ""), ("d", "{}"),
            ("e", "{\"formatVersion\":1,\"identity\":\"reviews/default: v1 -> v2\",\"windows\":[null]}"), ("f", "{\"formatVersion\":1,\"identity\":\"reviews/default: v1 -> v2\",\"windows\":[{\"number\":1,\"attempt\":1,\"strata\":[null]}]}"),
            ("g", "{\"formatVersion\":1,\"identity\":\"reviews/default: v1 -> v2\",\"windows\":[{\"number\":1,\"attempt\":1,\"strata\":null}]}"),
            ("h", "{\"formatVersion\":1,\"identity\":\"reviews/default: v1 -> v2\",\"windows\":[{\"number\":1,\"attempt\":1,\"step\":1,\"age\":\"10675199.02:48:05\",\"strata\":[]}]}"),
            ("i", "{\"formatVersion\":1,\"identity\":\"reviews/default: v1 -> v2\",\"windows\":[{\"number\":1,\"attempt\":1,\"step\":1,\"age\":\"-00:00:01\",\"strata\":[]}]}"),
            ("j", "{\"formatVersion\":1,\"identity\":\"reviews/default: v1 -> v2\",\"windows\":[{\"number\":1,\"attempt\":1,\"step\":-1,\"age\":\"00:00:00\",\"strata\":[]}]}"),
            ("k", "{\"formatVersion\":1,\"identity\":\"reviews/default: v1 -> v2\",\"windows\":[{\"number\":1,\"attempt\":1,\"step\":1,\"age\":\"00:00:00\",\"strata\":[[[60000000000,0,0,0,9,60000000000],[0,0,0,0,9,1000]]]}]}") })
            await store.PublishAsync(new("reviews", replica, System.Text.Encoding.UTF8.GetBytes(content)), TimeSpan.FromHours(1), Cancellation);

        // Nothing of this replica's own is there to be judged by, then something is.
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(process.Status.Problem);
        process.Good();

        Assert.Equal(("v1=60 v2=40", null), (process.Weights, process.Status.Problem));
        Assert.Single(process.Status.State!.Replicas);
    }

    [Fact]
    public async Task Evidence_OfAReplicaThatIsGone_IsRemovedOnceItWasCountedAndSeenUnchangedForThreeIntervals()
    {
        var (time, store) = Shared();
        using var judge = await new RolloutHarness(Endless, store, time).StartAsync();
        var other = await new RolloutHarness(Endless, store, time).StartAsync();
        other.Answer("v1", 80);
        other.Answer("v2", 20);
        var gone = other.Status.Fleet.Replica;
        other.Dispose();

        var intervals = 0;
        for (; (await store.CollectAsync("reviews", Cancellation)).Any(e => e.Replica == gone); intervals++)
            time.Advance(TimeSpan.FromMinutes(1));

        Assert.InRange(intervals, 4, 5);
        Assert.Equal((20, 80), (judge.Status.State!.Replicas[gone].Canary, judge.Status.State.Replicas[gone].Stable));
    }

    [Fact]
    public async Task Evidence_OfAReplicaThatIsGone_StaysWhileNothingCountsIt()
    {
        var time = new FakeClock(Given.Start);
        var store = new ReadOnlyStore(time);
        var other = await new RolloutHarness(Endless, store, time).StartAsync();
        using var judge = await new RolloutHarness(Endless, store, time).StartAsync();
        other.Answer("v1", 80);
        other.Answer("v2", 20);
        var gone = other.Status.Fleet.Replica;
        store.IsReadOnly = true;
        other.Dispose();

        time.Advance(TimeSpan.FromMinutes(8));
        Assert.DoesNotContain(gone, judge.Status.State!.Replicas.Keys);
        store.IsReadOnly = false;
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(20, judge.Status.State!.Replicas[gone].Canary);
    }

    [Fact]
    public async Task Replica_WithoutRequests_PublishesNothing()
    {
        var (time, store) = Shared();
        using var one = await new RolloutHarness(Endless, store, time).StartAsync();
        using var two = await new RolloutHarness(Endless, store, time).StartAsync();

        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Empty(await store.CollectAsync("reviews", Cancellation));
    }

    private static void Endless(RolloutOptions options)
    {
        options.Steps.Add(new() { SetWeight = 20 });
        options.Steps.Add(new() { Analyze = new() { Count = 100 } });
    }

    private static (FakeClock Time, MemoryRolloutStore Store) Shared()
    {
        var time = new FakeClock(Given.Start);
        return (time, new(time));
    }
}
