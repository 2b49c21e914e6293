namespace TrafficRouting.Rollouts.Tests.States;

/// <summary>Which percentile of the stable backend the canary's latency is held against.</summary>
public sealed class LatencyEvidenceTests
{
    private static readonly int Fast = LatencyBuckets.IndexOf(Milliseconds(10));

    private static readonly int Slow = LatencyBuckets.IndexOf(Milliseconds(500));

    [Fact]
    public void Reference_OfTheFirstWindow_IsNotHeldAgainstTheSame()
    {
        var (plan, state) = Begun(99);

        var once = Add(plan, state, Given.Backend(200, 0, Milliseconds(500)), Given.Backend(800, 0));
        Assert.Equal(Fast, once.Evidence[0].ReferenceBucket);
        Assert.Equal(TestEvidence.None.Ratios, once.Evidence[0].Of(EvidenceKind.Comparison).Ratios);

        var twice = Add(plan, once, Given.Backend(200, 0, Milliseconds(500)), Given.Backend(800, 0));
        Assert.All(twice.Evidence[0].Of(EvidenceKind.Comparison).Ratios.Zip(TestEvidence.None.Ratios), pair => Assert.True(pair.First > pair.Second));
    }

    [Theory]
    [InlineData(75, 3, 0, false)]
    [InlineData(75, 4, 0, true)]
    [InlineData(75, 8, 5, false)]
    [InlineData(75, 9, 5, true)]
    [InlineData(50, 1, 0, false)]
    [InlineData(50, 2, 0, true)]
    [InlineData(99, 99, 0, false)]
    [InlineData(99, 101, 0, true)]
    [InlineData(99, 0, 0, false)]
    public void Reference_OfALaterWindow_IsTakenWhereOneAnswerLiesBeyondIt(double percentile, int requests, int failures, bool isTaken)
    {
        var (plan, state) = Begun(percentile);
        state = Add(plan, state, Given.Backend(10, 0), Given.Backend(1000, 0));

        state = Add(plan, state, Given.Backend(10, 0), Given.Backend(requests, failures, Milliseconds(500)));

        Assert.Equal(isTaken ? Slow : Fast, state.Evidence[0].ReferenceBucket);
    }

    [Fact]
    public void Reference_StableAnswersNothing_ThereIsNoneUntilItDoes()
    {
        var (plan, state) = Begun(99);

        state = Add(plan, state, Given.Backend(10, 0), Given.Backend(5, 5));
        Assert.Equal(-1, state.Evidence[0].ReferenceBucket);

        Assert.Equal(Fast, Add(plan, state, Given.Backend(10, 0), Given.Backend(1, 0)).Evidence[0].ReferenceBucket);
    }

    [Fact]
    public void Reference_OfTheFirstBucket_IsOneLikeOthers()
    {
        var (plan, state) = Begun(99);
        state = Add(plan, state, Given.Backend(10, 0), Given.Backend(1000, 0, TimeSpan.Zero));

        Assert.Equal(0, Add(plan, state, Given.Backend(10, 0), Given.Backend(9, 0, Milliseconds(500))).Evidence[0].ReferenceBucket);
    }

    [Fact]
    public void Reference_OfASuccessRate_IsNone()
    {
        var plan = Given.Plan();

        var state = Add(plan, new SampleRun(plan).Settle().State, Given.Backend(200, 0), Given.Backend(800, 0));

        Assert.Equal(-1, state.Evidence[0].ReferenceBucket);
    }

    [Fact]
    public void Measurement_TellsThePercentileOfBoth()
    {
        var plan = Given.Plan(o => o.Analysis.Metrics["p99"] = new() { Kind = MetricKind.Latency });

        var result = new SampleRun(plan).Settle().Interval(Given.Backend(200, 0, Milliseconds(500)), Given.Backend(800, 0)).State.LastMeasurement!.Metrics[0];

        Assert.Equal((LatencyBuckets.UpperEnd(Slow).TotalSeconds, LatencyBuckets.UpperEnd(Fast).TotalSeconds), (result.Canary, result.Stable));
    }

    private static (RolloutPlan Plan, RolloutState State) Begun(double percentile)
    {
        var plan = Given.Plan(o => o.Analysis.Metrics["latency"] = new() { Kind = MetricKind.Latency, Percentile = percentile });
        return (plan, new SampleRun(plan).Settle().State);
    }

    private static RolloutState Add(RolloutPlan plan, RolloutState state, BackendWindow canary, BackendWindow stable) =>
        EvidenceCollector.Add(plan.Analysis, state, Given.Window(Given.Start, Given.Start.AddMinutes(1), canary, stable));

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
