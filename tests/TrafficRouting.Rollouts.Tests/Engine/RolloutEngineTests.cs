using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutEngineTests
{
    [Fact]
    public async Task Start_NewRollout_LaysTheFirstWeightOverTheConfiguredOnes()
    {
        using var process = new RolloutHarness();
        // Until its store was read, the rollout gives the canary nothing.
        Assert.Equal("v1=100 v2=0", process.Weights);

        await process.StartAsync();

        Assert.Equal("v1=80 v2=20", process.Weights);
        Assert.Equal("rollout reviews", process.Route.Overlay);
    }

    [Fact]
    public async Task Intervals_GoodCanary_PromoteItStepByStep()
    {
        using var process = await new RolloutHarness().StartAsync();

        process.Good();
        Assert.Equal("v1=60 v2=40", process.Weights);
        process.Good();

        Assert.Equal("v1=0 v2=100", process.Weights);
        Assert.Equal(RolloutPhase.Completed, process.Phase);
        Assert.Equal(
            [RolloutPhase.Progressing, RolloutPhase.Analyzing, RolloutPhase.Progressing, RolloutPhase.Analyzing, RolloutPhase.Promoting, RolloutPhase.Completed],
            process.Transitions.Select(t => t.To));
    }

    [Fact]
    public async Task Intervals_BadCanary_RollBackForTheNextRequest()
    {
        using var process = await new RolloutHarness().StartAsync();

        process.Bad();

        Assert.Equal("v1=100 v2=0", process.Weights);
        Assert.Equal(RolloutPhase.RolledBack, process.Phase);
        Assert.Equal(0.5, process.Status.State!.LastMeasurement!.Metrics[0].Canary);
    }

    [Fact]
    public async Task Intervals_SlowCanary_RollBackByLatencyAfterTheReferenceIsKnown()
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Analysis.Metrics["p95"] = new() { Kind = MetricKind.Latency, Percentile = 95 };
            o.Steps.Add(new() { SetWeight = 20 });
            o.Steps.Add(new() { Analyze = new() { Count = 3 } });
        }).StartAsync();

        for (var i = 0; i < 2; i++)
        {
            process.Answer("v1", 800, milliseconds: 20);
            process.Answer("v2", 200, milliseconds: 60);
            process.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(RolloutPhase.RolledBack, process.Phase);
        Assert.Contains("p95", process.Status.State!.Message, StringComparison.Ordinal);
        Assert.InRange(process.Status.State.LastMeasurement!.Metrics[0].Canary!.Value, 0.060, 0.065);
    }

    [Fact]
    public async Task Restart_DuringTheRollout_ContinuesWhereItWas()
    {
        using var first = await new RolloutHarness().StartAsync();
        first.Good();
        first.Dispose();

        using var second = await new RolloutHarness(store: first.Store, time: first.Time).StartAsync();

        Assert.Equal("v1=60 v2=40", second.Weights);
        Assert.Equal(first.Status.State!.StepStartedAt, second.Status.State!.StepStartedAt);
        Assert.Empty(second.Transitions);
        second.Good();
        Assert.Equal(RolloutPhase.Completed, second.Phase);
    }

    [Fact]
    public async Task Restart_AfterCompletion_DoesNotFallBackToTheConfiguredWeights()
    {
        using var first = await new RolloutHarness().StartAsync();
        await first.SendAsync(RolloutCommand.PromoteFull);

        using var second = await new RolloutHarness(store: first.Store).StartAsync();

        Assert.Equal("v1=0 v2=100", second.Weights);
    }

    [Fact]
    public async Task Replicas_SameStore_StepTogether()
    {
        var time = new FakeClock();
        var store = new MemoryRolloutStore(time);
        using var one = await new RolloutHarness(store: store, time: time).StartAsync();
        using var two = await new RolloutHarness(store: store, time: time).StartAsync();
        // Neither sees enough alone.
        foreach (var process in new[] { one, two })
        {
            process.Answer("v1", 300);
            process.Answer("v2", 60);
        }

        time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("v1=60 v2=40", one.Weights);
        Assert.Equal("v1=60 v2=40", two.Weights);
        Assert.Equal(120, one.Status.State!.CanaryRequests);
    }

    [Fact]
    public async Task Replicas_OneAborts_TheOtherFollowsWithinAnInterval()
    {
        var time = new FakeClock();
        var store = new MemoryRolloutStore(time);
        using var one = await new RolloutHarness(store: store, time: time).StartAsync();
        using var two = await new RolloutHarness(store: store, time: time).StartAsync();

        await one.SendAsync(RolloutCommand.Abort);
        Assert.Equal("v1=100 v2=0", one.Weights);
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("v1=100 v2=0", two.Weights);
        Assert.Equal(RolloutPhase.Aborted, two.Transitions[^1].To);
    }

    [Fact]
    public async Task Replicas_StepsChangeOnOneBeforeTheOther_TheLatterFollowsAndDoesNotRestart()
    {
        var time = new FakeClock();
        var store = new MemoryRolloutStore(time);
        using var old = await new RolloutHarness(store: store, time: time).StartAsync();
        using var changed = await new RolloutHarness(store: store, time: time).StartAsync();

        changed.Reconfigure((RolloutOptions o) => o.StepWeight = 15);
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(("v1=85 v2=15", "v1=85 v2=15"), (old.Weights, changed.Weights));
        Assert.Single(changed.Transitions, t => t.Message == "the steps changed");
        Assert.Contains("another replica", old.Status.Problem, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RolloutCommandException>(() => old.SendAsync(RolloutCommand.Promote));

        old.Reconfigure((RolloutOptions o) => o.StepWeight = 15);
        Assert.Null(old.Status.Problem);
        await old.SendAsync(RolloutCommand.Abort);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("v1=100 v2=0", changed.Weights);
    }

    [Fact]
    public async Task Commands_SentFromTwoReplicasAtOnce_AreEachAppliedOnce()
    {
        var time = new FakeClock();
        var store = new MemoryRolloutStore(time);
        using var one = await new RolloutHarness(o => o.StepWeight = 1, store, time).StartAsync();
        using var two = await new RolloutHarness(o => o.StepWeight = 1, store, time).StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? one : two).SendAsync(RolloutCommand.Promote))));

        Assert.Equal(21, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Weight);
    }

    [Fact]
    public async Task Clock_PutForwardOrBack_ChangesNoTime()
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Steps.Add(new() { SetWeight = 10 });
            o.Steps.Add(new() { Pause = new() { Duration = TimeSpan.FromMinutes(10) } });
        }).StartAsync();

        process.Time.Advance(TimeSpan.FromMinutes(4));
        process.Time.AdjustTime(process.Time.GetUtcNow().AddHours(3));
        process.Time.Advance(TimeSpan.FromMinutes(3));
        process.Time.AdjustTime(process.Time.GetUtcNow().AddHours(-7));
        process.Time.Advance(TimeSpan.FromMinutes(2.9));
        Assert.Equal(RolloutPhase.Paused, process.Phase);
        process.Time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(RolloutPhase.Completed, process.Phase);
    }

    [Fact]
    public async Task Command_DoesNotApply_IsRefusedWithTheReason()
    {
        using var process = await new RolloutHarness().StartAsync();

        var refusal = await Assert.ThrowsAsync<RolloutCommandException>(() => process.SendAsync(RolloutCommand.Retry));

        Assert.Contains("Retry does not apply to rollout 'reviews'", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => process.Controller.PauseAsync("ratings", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Step_WithHeaderRouteAndMirror_HasThemUntilAnotherStepEndsThem()
    {
        using var process = await new RolloutHarness(o =>
        {
            var step = new RolloutStepOptions { Pause = new(), SetHeaderRoute = new() { Match = new() }, SetMirror = new() { Percentage = 25 } };
            step.SetHeaderRoute.Match.Headers["x-canary"] = new() { Exact = "yes" };
            o.Steps.Add(step);
            o.Steps.Add(new() { Pause = new() });
            o.Steps.Add(new() { SetWeight = 20, SetHeaderRoute = new(), SetMirror = new() { Percentage = 0 } });
            o.Steps.Add(new() { Analyze = new() });
        }).StartAsync();
        var leading = process.Router.Table.Services[0].Routes.Single(r => r.Name == "default-canary");
        Assert.Equal("v2", leading.Backends.Single(b => b.Weight > 0).Backend.Name);
        Assert.Equal(("v2", "v1=100 v2=0"), (process.Route.Mirrors.Single().Backend.Name, process.Weights));

        await process.SendAsync(RolloutCommand.Resume);
        Assert.Equal((1, 2), (process.Route.Mirrors.Length, process.Router.Table.Services[0].Routes.Length));
        await process.SendAsync(RolloutCommand.Resume);

        Assert.Single(process.Router.Table.Services[0].Routes);
        Assert.Equal((0, "v1=80 v2=20"), (process.Route.Mirrors.Length, process.Weights));
    }

    [Fact]
    public async Task Clock_PutBack_DelaysTheRolloutByNoMoreThanItsStep()
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Steps.Add(new() { SetWeight = 10 });
            o.Steps.Add(new() { Pause = new() { Duration = TimeSpan.FromMinutes(5) } });
            o.Steps.Add(new() { SetWeight = 50 });
            o.Steps.Add(new() { Pause = new() });
        }).StartAsync();

        process.Time.AdjustTime(process.Time.GetUtcNow().AddHours(-7));
        process.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("v1=90 v2=10", process.Weights);
        process.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("v1=50 v2=50", process.Weights);
    }

    [Fact]
    public async Task Transitioned_HandlerSendsACommand_NeedNotWaitForItself()
    {
        using var process = new RolloutHarness();
        var done = false;
        process.Controller.Transitioned += (_, e) =>
        {
            if (e.Transition.To == RolloutPhase.Analyzing)
                done = process.SendAsync(RolloutCommand.Abort).IsCompletedSuccessfully;
        };

        await process.StartAsync();

        Assert.True(done);
        Assert.Equal("v1=100 v2=0", process.Weights);
    }
}
