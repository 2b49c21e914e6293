using TrafficRouting.Rollouts.Tests.Engine;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Rollouts.Tests.Fleet;

/// <summary>What is known here of a rollout is in force here, wherever a conversation with the store breaks off.</summary>
public sealed class FleetInForceTests
{
    private readonly FakeClock _time = new(Given.Start);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stale_StaysWithoutCanary_HoweverLongTheStoreIsAway()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(o => (o.StaleAfter, o.WhenStale) = (TimeSpan.FromMinutes(3), StaleAction.Stable), store).StartAsync();
        store.Down = true;

        for (var minutes = 0; minutes < 10; minutes++)
            process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("v1=100 v2=0", true), (process.Weights, process.Status.Fleet.IsStale));

        await process.SendAsync(RolloutCommand.Pause);
        Assert.Equal(("v1=100 v2=0", true), (process.Weights, process.Status.Fleet.IsStale));

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("v1=80 v2=20", RolloutPhase.Paused), (process.Weights, process.Phase));
    }

    [Theory]
    [InlineData(RolloutCommand.Abort, RolloutPhase.Aborted, "v1=100 v2=0")]
    [InlineData(RolloutCommand.Pause, RolloutPhase.Paused, "v1=80 v2=20")]
    public async Task Command_WhoseCallerWaitsNoLonger_StaysInForce(RolloutCommand command, RolloutPhase phase, string weights)
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Slowness = new TaskCompletionSource().Task;
        using var caller = new CancellationTokenSource();

        var sent = process.Controller.SendAsync("reviews", command, caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        Assert.Contains($"{phase} (", process.Status.Unstored, StringComparison.Ordinal);
        store.Slowness = Task.CompletedTask;
        process.Good();

        await process.UntilAsync(() => process.Status.Unstored is null);
        Assert.Equal((phase, weights), (process.Phase, process.Weights));
    }

    [Fact]
    public async Task Abort_TheStoreFailsJustAsItsCallerGivesUp_StaysInForce()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        using var caller = new CancellationTokenSource();
        (store.Down, store.AskedInVain) = (true, caller.Cancel);

        await Assert.ThrowsAnyAsync<Exception>(() => process.Controller.SendAsync("reviews", RolloutCommand.Abort, caller.Token));
        Assert.Contains("Aborted (", process.Status.Unstored, StringComparison.Ordinal);
        store.Down = false;
        process.Good();

        Assert.Equal((RolloutPhase.Aborted, "v1=100 v2=0", null), (process.Phase, process.Weights, process.Status.Unstored));
    }

    [Theory]
    [InlineData("2", 20)]
    [InlineData("", 10)]
    public async Task End_WaitsForTheStore_WhatIsRolledOutNextBeginsAllTheSame(string revision, int stepWeight)
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        using var restored = process.Meters.Collect<long>("traffic_routing.rollout.store.restored");
        store.Down = true;
        process.Bad();
        Assert.Equal("v1=100 v2=0", process.Weights);

        process.Reconfigure((RolloutOptions o) => (o.Revision, o.StepWeight, o.MaxWeight) = (revision, stepWeight, 40));
        Assert.Equal(("v1=100 v2=0", null), (process.Weights, process.Status.Unstored));
        // At first it can be read only.
        (store.Down, store.Slowness) = (false, Task.FromException(new IOException("no space")));
        process.Time.Advance(TimeSpan.FromMinutes(1));
        store.Slowness = Task.CompletedTask;
        process.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((RolloutPhase.Analyzing, $"v1={100 - stepWeight} v2={stepWeight}", 2), (process.Phase, process.Weights, process.Status.State!.Attempt));
        // The store was never told of the end, so it has forgotten none.
        Assert.Empty(restored.Readings());
    }

    [Fact]
    public async Task Abort_WaitsForAStoreNeverRead_WhatIsRolledOutNextBeginsAllTheSame()
    {
        var store = new FlakyStore();
        using (var before = await new RolloutHarness(store: store, time: _time).StartAsync())
            store.Down = true;
        using var process = await new RolloutHarness(store: store, time: _time).StartAsync();
        await process.SendAsync(RolloutCommand.Abort);

        process.Reconfigure((RolloutOptions o) => o.Revision = "2");
        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((RolloutPhase.Analyzing, "v1=80 v2=20", 2), (process.Phase, process.Weights, process.Status.State!.Attempt));
    }

    [Theory]
    [InlineData(RolloutCommand.Abort)]
    [InlineData(null)]
    public async Task Abort_OfWhatBeginsAnewAfterAFailure_IsNotForgotten(RolloutCommand? first)
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        if (first is { } command)
            await process.SendAsync(command);
        store.Down = true;
        process.Reconfigure((RolloutOptions o) => o.Revision = "2");

        var answer = await process.SendAsync(RolloutCommand.Abort);
        Assert.Contains("Aborted (", answer.Unstored, StringComparison.Ordinal);
        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((RolloutPhase.Aborted, "v1=100 v2=0", 2), (process.Phase, process.Weights, process.Status.State!.Attempt));
    }

    [Fact]
    public async Task Abort_WaitsForAStoreNeverRead_IsToldOnce()
    {
        var store = new FlakyStore { Down = true };
        using var process = await new RolloutHarness(store: store).StartAsync();
        await process.SendAsync(RolloutCommand.Abort);

        for (var minutes = 0; minutes < 3; minutes++)
            process.Time.Advance(TimeSpan.FromMinutes(1));
        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((RolloutPhase.Aborted, RolloutPhase.Aborted), (process.Phase, Assert.Single(process.Transitions).To));
    }

    [Fact]
    public async Task Pause_InterruptsTheWriteOfARollback_TheCanaryStaysOut()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Slowness = new TaskCompletionSource().Task;
        process.Bad();
        await process.UntilAsync(() => process.Weights == "v1=100 v2=0");
        store.Slowness = Task.CompletedTask;

        await Record.ExceptionAsync(() => process.SendAsync(RolloutCommand.Pause));

        Assert.Equal((RolloutPhase.RolledBack, "v1=100 v2=0"), (process.Phase, process.Weights));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pause_NotWritten_ThenLearnsOfAFailure_TheCanaryHasNothing(bool isRetried)
    {
        var store = new ReadOnlyStore(_time);
        using var second = await new RolloutHarness(store: store, time: _time).StartAsync();
        using var first = await new RolloutHarness(store: store, time: _time).StartAsync();
        store.IsReadOnly = true;
        await second.SendAsync(RolloutCommand.Pause);
        // So that there is something to be counted, and with it to be written.
        second.Answer("v1", 80);
        second.Answer("v2", 20);
        store.IsReadOnly = false;
        await first.SendAsync(RolloutCommand.Abort);
        if (isRetried)
        {
            await first.SendAsync(RolloutCommand.Retry);
            await first.SendAsync(RolloutCommand.Abort);
        }

        store.IsReadOnly = true;
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((RolloutPhase.Aborted, "v1=100 v2=0"), (second.Phase, second.Weights));

        await Record.ExceptionAsync(() => second.SendAsync(RolloutCommand.Pause));
        Assert.Equal((RolloutPhase.Aborted, "v1=100 v2=0"), (second.Phase, second.Weights));
    }

    [Fact]
    public async Task Stale_SomethingNewerIsRolledOut_WhatWasCompletedBeforeKeepsAllTraffic()
    {
        var store = new ReadOnlyStore(_time);
        using var older = await new RolloutHarness(o => (o.StaleAfter, o.WhenStale) = (TimeSpan.FromMinutes(3), StaleAction.Stable), store, _time).StartAsync();
        await older.SendAsync(RolloutCommand.PromoteFull);
        using var newer = await new RolloutHarness(o => o.Revision = "2", store, _time).StartAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(("v1=0 v2=100", "v1=80 v2=20"), (older.Weights, newer.Weights));

        store.IsDown = true;
        for (var minutes = 0; minutes < 6; minutes++)
            _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(("v1=0 v2=100", true), (older.Weights, older.Status.Fleet.IsStale));
    }

    [Fact]
    public async Task Configurations_StepsDiffer_WhatTheOlderSeesIsCounted()
    {
        var store = new MemoryRolloutStore(_time);
        using var older = await new RolloutHarness(store: store, time: _time).StartAsync();
        using var newer = await new RolloutHarness(o => (o.StepWeight, o.MaxWeight) = (10, 30), store, _time).StartAsync();
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(("v1=90 v2=10", "v1=90 v2=10"), (older.Weights, newer.Weights));

        older.Answer("v1", 90);
        older.Answer("v2", 10);
        for (var minutes = 0; minutes < 4; minutes++)
            _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((10, 90), (newer.Status.State!.Replicas.GetValueOrDefault(older.Status.Fleet.Replica) is { } c ? (c.Canary, c.Stable) : (0, 0)));
    }

    [Theory]
    [InlineData(RolloutCommand.PromoteFull)]
    [InlineData(RolloutCommand.Abort)]
    public async Task Rollout_ThatEnded_BeginsAnewWithTheLoadThatSaysSo(RolloutCommand end)
    {
        var store = new MemoryRolloutStore(_time);
        using var process = await new RolloutHarness(store: store, time: _time).StartAsync();
        await process.SendAsync(end);
        _time.Advance(TimeSpan.FromMinutes(5));

        process.Reconfigure((RolloutOptions o) => o.Revision = "2");

        Assert.Equal((RolloutPhase.Analyzing, "v1=80 v2=20"), (process.Phase, process.Weights));
    }

    [Fact]
    public async Task Configurations_TheOlderChangesItsAnalysis_TakesNothingOver()
    {
        var store = new MemoryRolloutStore(_time);
        using var older = await new RolloutHarness(store: store, time: _time).StartAsync();
        using var newer = await new RolloutHarness(o => o.Revision = "2", store, _time).StartAsync();
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(("v1=100 v2=0", "v1=80 v2=20"), (older.Weights, newer.Weights));

        older.Reconfigure((RolloutOptions o) => o.Analysis.MinRequests = 50);
        _time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(("v1=100 v2=0", "v1=80 v2=20", 2), (older.Weights, newer.Weights, newer.Status.State!.Attempt));
        Assert.Contains("something newer", older.Status.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Abort_StoreAway_IsTheOnlyTransition()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        process.Answer("v1", 800);
        process.Answer("v2", 200);
        process.Time.Advance(TimeSpan.FromSeconds(59.5));
        store.Down = true;
        process.Time.Advance(TimeSpan.FromSeconds(2));
        process.Transitions.Clear();

        await process.SendAsync(RolloutCommand.Abort);

        Assert.Equal([RolloutPhase.Aborted], process.Transitions.Select(t => t.To));
    }

    [Fact]
    public async Task InitialDelay_StepEndsBeforeAnIntervalOfAnother_WhatItSawWhenWarmCounts()
    {
        var store = new MemoryRolloutStore(_time);
        using var one = await new RolloutHarness(Plan, store, _time).StartAsync();
        using var two = await new RolloutHarness(Plan, store, _time).StartAsync();
        for (var minutes = 0; minutes < 5; minutes++)
            _time.Advance(TimeSpan.FromMinutes(1));
        var other = one.Status.Fleet.IsJudge ? two : one;
        other.Answer("v1", 800);
        other.Answer("v2", 200, 150);

        await one.SendAsync(RolloutCommand.Promote);
        for (var minutes = 0; minutes < 3; minutes++)
            _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((200, 150), (one.Status.State!.CanaryRequests, one.Status.State.CanaryFailures));

        static void Plan(RolloutOptions o)
        {
            o.Analysis.InitialDelay = TimeSpan.FromSeconds(30);
            o.Steps.Add(new() { SetWeight = 20 });
            o.Steps.Add(new() { Pause = new() });
            o.Steps.Add(new() { SetWeight = 30 });
            o.Steps.Add(new() { Pause = new() });
        }
    }
}
