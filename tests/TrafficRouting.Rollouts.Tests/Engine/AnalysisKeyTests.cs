namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>What each key of an analysis changes: the same interval rolls a canary back under one value and not under another.</summary>
public sealed class AnalysisKeyTests
{
    public enum Interval
    {
        Slow,
        FailingHalf,
        FailingMore,
        ClientErrors,
    }

    public static TheoryData<string, Interval, Action<RolloutOptions>, Action<RolloutOptions>> Keys() => new()
    {
        { "MaxLatency", Interval.Slow, Latency(m => m.MaxLatency = TimeSpan.FromMilliseconds(50)), Latency(m => m.MaxLatency = TimeSpan.FromMilliseconds(200)) },
        { "LatencyRatio", Interval.Slow, Latency(m => (m.CompareToStable, m.LatencyRatio) = (true, 1.2)), Latency(m => (m.CompareToStable, m.LatencyRatio) = (true, 20)) },
        { "Percentile", Interval.FailingHalf, Latency(m => (m.Percentile, m.MaxLatency) = (95, TimeSpan.FromMilliseconds(50))), Latency(m => (m.Percentile, m.MaxLatency) = (50, TimeSpan.FromMilliseconds(50))) },
        { "Min", Interval.FailingHalf, SuccessRate(m => (m.CompareToStable, m.Min) = (false, 0.9)), SuccessRate(m => (m.CompareToStable, m.Min) = (false, 0.1)) },
        { "CompareToStable", Interval.FailingHalf, SuccessRate(m => m.Min = 0.1), SuccessRate(m => (m.CompareToStable, m.Min) = (false, 0.1)) },
        { "Tolerance", Interval.FailingHalf, SuccessRate(m => m.Tolerance = 1.25), SuccessRate(m => m.Tolerance = 1_000) },
        { "CompareStatusClasses", Interval.ClientErrors, SuccessRate(m => m.CompareStatusClasses = true), SuccessRate(m => m.CompareStatusClasses = false) },
        { "DryRun", Interval.FailingHalf, SuccessRate(m => m.DryRun = false), SuccessRate(m => m.DryRun = true) },
        { "SignificanceLevel", Interval.FailingMore, o => o.Analysis.SignificanceLevel = 0.2, o => o.Analysis.SignificanceLevel = 1e-12 },
    };

    // Against 1 of the stable backend, or 2.5 of one that keeps a bound which the canary misses.
    public static TheoryData<string, double, double, bool> Bounds() => new()
    {
        { "MaxRatio", 1.2, 1, true }, { "MaxRatio", 2, 1, false }, { "MinRatio", 2, 1, true }, { "MinRatio", 1.2, 1, false },
        { "Max", 1.2, 1, true }, { "Max", 2, 1, false }, { "Min", 2, 2.5, true }, { "Min", 1.2, 2.5, false },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Key_OfAnAnalysis_DecidesWhetherTheCanaryIsRolledBack(string key, Interval interval, Action<RolloutOptions> strict, Action<RolloutOptions> lenient)
    {
        Assert.Equal((key, RolloutPhase.RolledBack), (key, await PhaseAfterAsync(interval, strict)));
        Assert.Equal((key, RolloutPhase.Analyzing), (key, await PhaseAfterAsync(interval, lenient)));
    }

    [Theory]
    [MemberData(nameof(Bounds))]
    public async Task Key_OfACustomMetric_BoundsItsNumber(string key, double bound, double stable, bool isRolledBack)
    {
        using var process = await new RolloutHarness(
            o => o.Analysis.Metrics["orders"] = key switch
            {
                "MaxRatio" => new() { Kind = MetricKind.Custom, MaxRatio = bound },
                "MinRatio" => new() { Kind = MetricKind.Custom, MinRatio = bound },
                "Max" => new() { Kind = MetricKind.Custom, Max = bound },
                _ => new() { Kind = MetricKind.Custom, Min = bound },
            },
            metrics: new Orders(stable)).StartAsync();

        process.Good();

        Assert.Equal(isRolledBack, process.Phase == RolloutPhase.RolledBack);
    }

    private static Action<RolloutOptions> Latency(Action<MetricOptions> change) => Metric(new() { Kind = MetricKind.Latency, CompareToStable = false }, change);

    private static Action<RolloutOptions> SuccessRate(Action<MetricOptions> change) => Metric(new(), change);

    private static Action<RolloutOptions> Metric(MetricOptions metric, Action<MetricOptions> change) => options =>
    {
        change(metric);
        options.Analysis.Metrics["measured"] = metric;
    };

    private static async Task<RolloutPhase> PhaseAfterAsync(Interval interval, Action<RolloutOptions> configure)
    {
        using var process = await new RolloutHarness(configure).StartAsync();
        if (interval == Interval.Slow)
        {
            // What is slow is known from what was there before.
            process.Answer("v1", 800);
            process.Time.Advance(TimeSpan.FromMinutes(1));
        }

        process.Answer("v1", 800, failures: interval is Interval.FailingHalf or Interval.FailingMore ? 8 : 0);
        for (var i = 0; i < 200; i++)
        {
            var outcome = interval switch
            {
                Interval.FailingHalf when i % 2 == 0 => ObservedOutcome.Failure,
                Interval.FailingMore when i % 20 == 0 => ObservedOutcome.Failure,
                Interval.ClientErrors when i % 2 == 0 => ObservedOutcome.ClientError,
                _ => ObservedOutcome.Success,
            };
            process.Answer("v2", outcome, interval == Interval.Slow || (interval == Interval.FailingHalf && i % 4 == 1) ? 100 : 10);
        }

        process.Time.Advance(TimeSpan.FromMinutes(1));
        return process.Phase;
    }

    private sealed class Orders(double stable) : IRolloutMetric
    {
        public string Name => "orders";

        public ValueTask<double?> MeasureAsync(RolloutMetricContext context, CancellationToken cancellationToken) => new(context.Backend == "v2" ? 1.5 : stable);
    }
}
