namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>R19, R21: fractions of a percent, A/B steps, rows of passes, dry runs and manual gates, through the engine.</summary>
public sealed class RolloutStepOptionsTests
{
    [Theory]
    [InlineData(0.01, "v1=9999 v2=1")]
    [InlineData(0.5, "v1=9950 v2=50")]
    [InlineData(12.25, "v1=8775 v2=1225")]
    [InlineData(3, "v1=97 v2=3")]
    public async Task SetWeight_InHundredths_IsInForce(double weight, string weights)
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Steps.Add(new() { SetWeight = weight });
            o.Steps.Add(new() { Pause = new() });
        }).StartAsync();

        Assert.Equal((weights, weight), (process.Weights, process.Status.State!.Weight));
    }

    [Fact]
    public async Task StepWeight_OfAFraction_StepsInIt()
    {
        using var process = await new RolloutHarness(o => (o.StepWeight, o.MaxWeight) = (0.1, 0.3)).StartAsync();

        Assert.Equal(["set weight 0.1", "analyze", "set weight 0.2", "analyze", "set weight 0.3", "analyze"], process.Status.Steps);
    }

    [Theory]
    [InlineData(0, RolloutPhase.Completed)]
    [InlineData(25, RolloutPhase.RolledBack)]
    public async Task HeaderRoute_OfHalf_IsJudgedByItsOwnRequests(int failures, RolloutPhase expected)
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Analysis.MinRequests = 50;
            o.Steps.Add(new() { SetHeaderRoute = new() { Match = Beta(), Weight = 50 } });
            o.Steps.Add(new() { Analyze = new() });
        }).StartAsync();
        Assert.Equal("v1=100 v2=0", process.Weights);
        Assert.Equal([50, 50], process.Router.Table.Services[0].Routes.Single(r => r.Name == "default-canary").Backends.Select(b => b.Weight));

        process.Answer("v1", 1000);
        for (var i = 0; i < 100; i++)
        {
            process.Answer("v1", ObservedOutcome.Success, route: "default-canary");
            process.Answer("v2", i < failures ? ObservedOutcome.Failure : ObservedOutcome.Success, route: "default-canary");
        }

        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(expected, process.Phase);
        Assert.Single(process.Router.Table.Services[0].Routes);
    }

    [Theory]
    [InlineData(0, RolloutPhase.Completed)]
    [InlineData(40, RolloutPhase.RolledBack)]
    public async Task HeaderRoute_OfAll_IsJudgedByBoundsOnly(int failures, RolloutPhase expected)
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Analysis.Metrics["errors"] = new() { Min = 0.95 };
            o.Steps.Add(new() { SetHeaderRoute = new() { Match = Beta() } });
            o.Steps.Add(new() { Analyze = new() });
        }).StartAsync();

        process.Answer("v1", 1000);
        for (var i = 0; i < 100; i++)
            process.Answer("v2", i < failures ? ObservedOutcome.Failure : ObservedOutcome.Success, route: "default-canary");
        process.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(expected, process.Phase);
    }

    [Fact]
    public async Task ConsecutiveSuccessLimit_RowBroken_BeginsAnew()
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Steps.Add(new() { SetWeight = 20 });
            o.Steps.Add(new() { Analyze = new() { ConsecutiveSuccessLimit = 2 } });
        }).StartAsync();

        process.Good();
        Assert.Equal((1, 1), (process.Status.State!.Passed, process.Status.State.ConsecutivePasses));
        process.Outage();
        Assert.Equal((1, 0), (process.Status.State!.Passed, process.Status.State.ConsecutivePasses));
        process.Good();
        Assert.Equal(RolloutPhase.Analyzing, process.Phase);
        process.Good();

        Assert.Equal(RolloutPhase.Completed, process.Phase);
    }

    [Fact]
    public async Task DryRun_Fails_IsShownAndChangesNothing()
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Analysis.Metrics["errors"] = new() { DryRun = true };
            o.Analysis.Metrics["p95"] = new() { Kind = MetricKind.Latency, Percentile = 95 };
        }).StartAsync();

        process.Bad();

        var errors = process.Status.State!.LastMeasurement!.Metrics.Single(m => m.Metric == "errors");
        Assert.Equal((RolloutVerdict.Failed, true), (errors.Verdict, errors.IsDryRun));
        Assert.Equal((RolloutVerdict.Passed, "v1=60 v2=40"), (process.Status.State.LastMeasurement.Verdict, process.Weights));
    }

    [Fact]
    public async Task Confirm_EveryGate_WaitsForAPerson()
    {
        using var process = await new RolloutHarness(o =>
        {
            (o.StepWeight, o.MaxWeight) = (20, 40);
            foreach (var gate in Enum.GetValues<RolloutGate>())
                o.Confirm.Add(gate);
        }).StartAsync();
        Assert.Equal(
            ["pause until resumed", "set weight 20", "analyze", "pause until resumed", "set weight 40", "analyze", "pause until resumed"],
            process.Status.Steps);

        Assert.Equal((RolloutPhase.Paused, "v1=100 v2=0"), (process.Phase, process.Weights));
        await process.SendAsync(RolloutCommand.Resume);
        process.Good();
        Assert.Equal((RolloutPhase.Paused, "v1=80 v2=20"), (process.Phase, process.Weights));
        await process.SendAsync(RolloutCommand.Resume);
        process.Good();
        Assert.Equal((RolloutPhase.Paused, "v1=60 v2=40"), (process.Phase, process.Weights));
        await process.SendAsync(RolloutCommand.Resume);

        Assert.Equal(RolloutPhase.Completed, process.Phase);
    }

    [Fact]
    public async Task Passed_Step_SaysWhatWouldHaveBeenCaught()
    {
        using var process = await new RolloutHarness(o => o.Analysis.FailureLimit = 0).StartAsync();

        process.Good();

        var ratio = process.Status.State!.LastMeasurement!.Metrics[0].DetectableRatio!.Value;
        Assert.InRange(ratio, 2, 30);
        var passed = process.Transitions.Last(t => t.Message.StartsWith("analysis passed", StringComparison.Ordinal));
        Assert.Contains(FormattableString.Invariant($"a canary that fails {ratio:0.0} times as often would be caught with 90 % within this step"), passed.Message, StringComparison.Ordinal);
    }

    private static MatchOptions Beta() => new() { Headers = { ["x-group"] = new() { Exact = "beta" } } };
}
