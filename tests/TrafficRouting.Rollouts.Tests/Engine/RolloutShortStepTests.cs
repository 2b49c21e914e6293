namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>Steps that are over before an interval is: their canary is judged all the same.</summary>
public sealed class RolloutShortStepTests
{
    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 100)]
    [InlineData(2, 150)]
    public async Task Pauses_ShorterThanAnInterval_CanaryThatFailsAllIsRolledBackWithinAsManyIntervals(int failureLimit, int seconds)
    {
        using var process = await new RolloutHarness(o =>
        {
            o.Analysis.FailureLimit = failureLimit;
            for (var weight = 10; weight < 100; weight += 10)
                Add(o, weight, seconds: 50);
        }).StartAsync();

        for (var passed = 0; passed < seconds; passed += 10)
        {
            Assert.Equal(RolloutPhase.Paused, process.Phase);
            Answer(process, canaryFailures: 40);
        }

        Assert.Equal((RolloutPhase.RolledBack, "v1=100 v2=0"), (process.Phase, process.Weights));
    }

    [Fact]
    public async Task Pauses_ShorterThanAnInterval_HealthyCanaryIsPromoted()
    {
        using var process = await new RolloutHarness(o =>
        {
            for (var weight = 10; weight < 100; weight += 10)
                Add(o, weight, seconds: 50);
        }).StartAsync();

        for (var passed = 0; passed < 9 * 50; passed += 10)
            Answer(process, canaryFailures: 0);

        Assert.Equal(RolloutPhase.Completed, process.Phase);
    }

    [Theory]
    [InlineData(40, RolloutPhase.RolledBack)]
    [InlineData(0, RolloutPhase.Completed)]
    public async Task Pause_OverBeforeTheFirstInterval_EvidenceDecidesWhenItEnds(int failures, RolloutPhase expected)
    {
        using var process = await new RolloutHarness(o => Add(o, 20, seconds: 30)).StartAsync();

        for (var passed = 0; passed < 30; passed += 10)
            Answer(process, failures);

        Assert.Equal(expected, process.Phase);
    }

    [Fact]
    public async Task LastPause_IsOver_WhatOthersSawInEarlierStepsDecidesToo()
    {
        using var process = await new RolloutHarness(o =>
        {
            Add(o, 20, seconds: 50);
            Add(o, 30, seconds: 50);
        }).StartAsync();
        process.Time.Advance(TimeSpan.FromSeconds(70));
        var window = Given.Window(Given.Start, Given.Start.AddSeconds(50), Given.Backend(200, 100), Given.Backend(800, 4));
        var report = ReplicaReport.Serialize("reviews/default: v1 -> v2", [ReportedWindow.Of(1, process.Status.State! with { Step = 1 }, window)]);
        await ((IRolloutEvidenceStore)process.Store).PublishAsync(new("reviews", "other", report), TimeSpan.FromHours(1), TestContext.Current.CancellationToken);

        process.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal((RolloutPhase.RolledBack, "v1=100 v2=0"), (process.Phase, process.Weights));
    }

    [Fact]
    public async Task Pauses_ShorterThanAnInterval_CustomMetricsAreAskedForWholeIntervals()
    {
        var metric = new Recorder();
        using var process = await new RolloutHarness(
            o =>
            {
                o.Analysis.Metrics["orders"] = new() { Kind = MetricKind.Custom, Max = 2 };
                for (var weight = 10; weight < 40; weight += 10)
                    Add(o, weight, seconds: 50);
            },
            metrics: metric).StartAsync();

        for (var passed = 0; passed < 140; passed += 10)
            Answer(process, canaryFailures: 0);

        Assert.Equal([(0, 60), (60, 120)], metric.Asked);
    }

    private static void Add(RolloutOptions options, double weight, int seconds)
    {
        options.Steps.Add(new() { SetWeight = weight });
        options.Steps.Add(new() { Pause = new() { Duration = TimeSpan.FromSeconds(seconds) } });
    }

    private static void Answer(RolloutHarness process, int canaryFailures)
    {
        process.Answer("v1", 160);
        process.Answer("v2", 40, canaryFailures);
        process.Time.Advance(TimeSpan.FromSeconds(10));
    }

    private sealed class Recorder : IRolloutMetric
    {
        public string Name => "orders";

        public List<(double From, double To)> Asked { get; } = [];

        public ValueTask<double?> MeasureAsync(RolloutMetricContext context, CancellationToken cancellationToken)
        {
            if (context.Backend == "v2")
                Asked.Add(((context.From - Given.Start).TotalSeconds, (context.To - Given.Start).TotalSeconds));
            return new(1);
        }
    }
}
