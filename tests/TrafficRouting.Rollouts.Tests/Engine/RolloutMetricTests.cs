namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutMetricTests
{
    [Fact]
    public async Task Custom_ValueTooFarFromStable_RollsBack()
    {
        using var process = await Start(new Orders(context => context.Backend == "v2" ? 0.7 : 1.0));

        process.Good();

        Assert.Equal(RolloutPhase.RolledBack, process.Phase);
        Assert.Contains("orders: too far from the stable backend's value", process.Status.State!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custom_ValueIsFine_Passes()
    {
        var asked = new List<RolloutMetricContext>();
        using var process = await Start(new Orders(context =>
        {
            asked.Add(context);
            return 1.0;
        }));

        process.Good();

        Assert.Equal("v1=60 v2=40", process.Weights);
        Assert.Equal([("v2", Given.Start, Given.Start.AddMinutes(1)), ("v1", Given.Start, Given.Start.AddMinutes(1))], asked.Select(c => (c.Backend, c.From, c.To)));
    }

    [Fact]
    public async Task Custom_Throws_IsAnErrorAndRollsBackAfterTooMany()
    {
        using var process = await Start(new Orders(_ => throw new InvalidOperationException("secret")), o => o.Analysis.ConsecutiveErrorLimit = 1);

        process.Good();
        Assert.Equal((RolloutPhase.Analyzing, RolloutVerdict.Error), (process.Phase, process.Status.State!.LastMeasurement!.Verdict));
        process.Good();

        Assert.Equal(RolloutPhase.RolledBack, process.Phase);
        Assert.Contains("InvalidOperationException", process.Status.State!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", process.Status.State.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custom_TimesOutByItself_IsNotSaidToTakeAnInterval()
    {
        using var process = await Start(new Orders(_ => throw new TimeoutException()));

        process.Good();

        Assert.Equal("it failed with TimeoutException", process.Status.State!.LastMeasurement!.Metrics[0].Reason);
    }

    [Theory]
    [InlineData(true, 6)]
    [InlineData(false, 0)]
    public async Task Custom_DuringAPause_IsAskedWhereItCounts(bool background, int expected)
    {
        var asked = 0;
        using var process = await Start(new Orders(_ => Math.Min(1, ++asked)), o =>
        {
            o.Analysis.Background = background;
            o.Steps.Add(new() { SetWeight = 20 });
            o.Steps.Add(new() { Pause = new() });
        });

        for (var minutes = 0; minutes < 3; minutes++)
            process.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(expected, asked);
    }

    [Theory]
    [InlineData(-3, RolloutPhase.RolledBack)]
    [InlineData(-3.7, RolloutPhase.Analyzing)]
    [InlineData(-5, RolloutPhase.Analyzing)]
    [InlineData(-7, RolloutPhase.RolledBack)]
    public async Task Custom_ValuesBelowZero_AreHeldToTheirRatio(double canary, RolloutPhase expected)
    {
        using var process = await Start(new Orders(context => context.Backend == "v2" ? canary : -4), o => o.Analysis.Metrics["orders"].MaxRatio = 1.5);

        process.Good();

        Assert.Equal(expected, process.Phase);
    }

    [Fact]
    public async Task Custom_NotRegistered_IsAnError()
    {
        using var process = await Start(null);

        process.Good();

        Assert.Contains("no metric named 'orders'", process.Status.State!.LastMeasurement!.Metrics[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Custom_Hangs_DoesNotHoldUpAnAbort()
    {
        var hanging = new TaskCompletionSource();
        using var process = await Start(new Orders(_ => 1, hanging.Task));

        process.Good();
        await process.SendAsync(RolloutCommand.Abort);

        Assert.Equal("v1=100 v2=0", process.Weights);
        hanging.SetResult();
    }

    private static Task<RolloutHarness> Start(IRolloutMetric? metric, Action<RolloutOptions>? change = null) => new RolloutHarness(o =>
    {
        o.Analysis.Metrics["orders"] = new() { Kind = MetricKind.Custom, MinRatio = 0.9 };
        change?.Invoke(o);
    }, metrics: metric is null ? [] : [metric]).StartAsync();

    private sealed class Orders(Func<RolloutMetricContext, double?> measure, Task? before = null) : IRolloutMetric
    {
        public string Name => "Orders";

        public async ValueTask<double?> MeasureAsync(RolloutMetricContext context, CancellationToken cancellationToken)
        {
            if (before is not null)
                await before;
            return measure(context);
        }
    }
}
