namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutReloadTests
{
    [Fact]
    public async Task Routes_ReloadedWithSomethingElse_DoNotDisturbTheRollout()
    {
        using var process = await new RolloutHarness().StartAsync();
        var before = process.Status.State;

        process.Update(RolloutHarness.Routes(o =>
        {
            o.Backends["other"] = new() { Address = "http://other" };
            o.Services["reviews"].Routes["default"].Weights["v2"] = 99;
        }));

        Assert.Equal("v1=80 v2=20", process.Weights);
        Assert.Same(before, process.Status.State);
    }

    [Fact]
    public async Task Routes_ReloadedWithoutTheCanary_AbortWithAllTrafficOnStable()
    {
        using var process = await new RolloutHarness().StartAsync();

        process.Update(WithoutV2());

        Assert.Equal("v1=100", process.Weights);
        Assert.Equal((RolloutPhase.Aborted, "backend 'v2' is not configured"), (process.Phase, process.Status.State!.Message));
    }

    [Fact]
    public async Task Routes_CanaryComesBackAfterTheAbort_StayAborted()
    {
        using var process = await new RolloutHarness().StartAsync();
        process.Update(WithoutV2());

        process.Update(RolloutHarness.Routes());

        Assert.Equal(("v1=100 v2=0", RolloutPhase.Aborted, null), (process.Weights, process.Phase, process.Status.Problem));
        await process.SendAsync(RolloutCommand.Retry);
        Assert.Equal("v1=80 v2=20", process.Weights);
    }

    [Fact]
    public async Task Routes_StableIsRemovedAfterCompletion_LeaveAllTrafficOnTheCanary()
    {
        using var process = await new RolloutHarness().StartAsync();
        await process.SendAsync(RolloutCommand.PromoteFull);

        process.Update(RolloutHarness.Routes(o =>
        {
            o.Backends.Remove("v1");
            o.Services["reviews"].Routes["default"].Weights.Remove("v1");
        }));

        Assert.Equal(("v2=100", RolloutPhase.Completed), (process.Weights, process.Phase));
    }

    [Fact]
    public async Task Rollout_AnalysisChanged_GoesOnUndisturbed()
    {
        using var process = await new RolloutHarness().StartAsync();
        process.Good();

        process.Reconfigure((RolloutOptions o) => o.Analysis.FailureLimit = 1);
        Assert.Equal("v1=60 v2=40", process.Weights);
        process.Bad();

        Assert.Equal(RolloutPhase.Analyzing, process.Phase);
    }

    [Fact]
    public async Task Rollout_StepsChanged_StartsAnew()
    {
        using var process = await new RolloutHarness().StartAsync();
        process.Good();

        process.Reconfigure((RolloutOptions o) => (o.StepWeight, o.MaxWeight) = (5, 10));

        Assert.Equal("v1=95 v2=5", process.Weights);
        Assert.Contains(process.Transitions, t => t is { To: RolloutPhase.Pending, Message: "the steps changed" });
    }

    [Fact]
    public async Task Rollout_CompletedAndItsStepsEditedWhileTheStoreIsAway_KeepsAllTraffic()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        await process.SendAsync(RolloutCommand.PromoteFull);
        store.Down = true;

        process.Reconfigure(o => o.StepWeight = 10);
        process.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(("v1=0 v2=100", RolloutPhase.Completed), (process.Weights, process.Phase));
    }

    [Fact]
    public async Task Rollout_SwitchedOff_GivesTheRouteBackToItsConfiguredWeights()
    {
        using var process = await new RolloutHarness().StartAsync();

        process.Reconfigure((RolloutOptions o) => o.Enabled = false);

        Assert.Equal("v1=70 v2=30", process.Weights);
        Assert.Null(process.Controller.Find("reviews"));
    }

    [Fact]
    public async Task Rollout_SwitchedOffWhileItStepsUp_GivesTheRouteBackForGood()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        var (written, back) = (new TaskCompletionSource(), new TaskCompletionSource());
        store.Slowness = written.Task;
        process.Good();
        process.Router.TableChanged += (_, _) =>
        {
            if (process.Weights == "v1=70 v2=30")
                back.TrySetResult();
        };

        process.Reconfigure((RolloutOptions o) => o.Enabled = false);
        written.SetResult();

        await back.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal("v1=70 v2=30", process.Weights);
    }

    [Theory]
    [InlineData(RolloutCommand.Promote)]
    [InlineData(RolloutCommand.PromoteFull)]
    public async Task Promote_PendingWithoutItsBackend_IsRefusedWithWhatIsMissing(RolloutCommand command)
    {
        using var process = await new RolloutHarness().StartAsync();
        process.Update(RolloutHarness.Routes(o =>
        {
            o.Backends.Remove("v2");
            o.Services["reviews"].Routes["default"].Weights.Remove("v2");
        }));
        await process.SendAsync(RolloutCommand.Retry);
        Assert.Equal(RolloutPhase.Pending, process.Phase);

        var error = await Assert.ThrowsAsync<RolloutCommandException>(() => process.SendAsync(command));

        Assert.Contains("'v2' is not configured", error.Message, StringComparison.Ordinal);
        Assert.Equal(RolloutPhase.Pending, process.Phase);
    }

    [Fact]
    public async Task Rollout_RenamedOnReload_PassesTheRouteOn()
    {
        using var process = await new RolloutHarness().StartAsync();

        process.Reconfigure((RolloutsOptions o) => o.Rollouts["other"] = Given.Options(r => r.StepWeight = 7));

        Assert.Equal(("v1=93 v2=7", "rollout other"), (process.Weights, process.Route.Overlay));
    }

    [Fact]
    public async Task Rollout_InvalidOnReload_KeepsTheLastGoodOne()
    {
        using var process = await new RolloutHarness().StartAsync();

        process.Reconfigure((RolloutOptions o) => o.StepWeight = 400);
        process.Good();

        Assert.Equal("v1=60 v2=40", process.Weights);
    }

    [Fact]
    public async Task Rollout_AddedOnReloadWithoutItsBackend_WaitsForIt()
    {
        using var process = await new RolloutHarness(o => o.Enabled = false).StartAsync();
        process.Reconfigure((RolloutOptions o) => (o.Enabled, o.Canary) = (true, "v3"));
        Assert.Equal((RolloutPhase.Pending, "backend 'v3' is not configured", "v1=70 v2=30"), (process.Phase, process.Status.Problem, process.Weights));

        process.Update(RolloutHarness.Routes(o =>
        {
            o.Backends["v3"] = new() { Address = "http://v3" };
            o.Services["reviews"].Routes["default"].Weights.Remove("v2");
        }));

        Assert.Equal("v1=80 v3=20", process.Weights);
    }

    private static TrafficRouting.TrafficRoutingOptions WithoutV2() => RolloutHarness.Routes(o =>
    {
        o.Backends.Remove("v2");
        o.Services["reviews"].Routes["default"].Weights.Remove("v2");
    });
}
