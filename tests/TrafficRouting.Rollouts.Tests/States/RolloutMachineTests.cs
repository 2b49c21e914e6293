namespace TrafficRouting.Rollouts.Tests.States;

public sealed class RolloutMachineTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Steps_GoodCanary_RaiseTheWeightOneByOneAndPromote()
    {
        var run = new SampleRun(Given.Plan()).Settle();
        Assert.Equal((RolloutPhase.Analyzing, 20), (run.State.Phase, run.State.Weight));

        run.Good();
        Assert.Equal((RolloutPhase.Analyzing, 40), (run.State.Phase, run.State.Weight));

        run.Good();
        Assert.Equal((RolloutPhase.Completed, 100), (run.State.Phase, run.State.Weight));
    }

    [Fact]
    public void Analysis_BadCanary_RollsBackAndSaysWhy()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.FailureLimit = 1)).Settle().Bad().Bad();

        Assert.Equal((RolloutPhase.RolledBack, 0), (run.State.Phase, run.State.Weight));
        Assert.Contains(
            "success-rate: the canary is worse than allowed: it failed 100 of 200 requests, the stable backend 4 of 800 in the last interval; 200 of 400 and 8 of 1600 in all; evidence 111 of 111",
            run.State.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailureLimit_NotExceeded_GoesOnAnalysing()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.FailureLimit = 2)).Settle().Bad().Bad();
        Assert.Equal((RolloutPhase.Analyzing, 20), (run.State.Phase, run.State.Weight));

        Assert.Equal(RolloutPhase.RolledBack, run.Bad().State.Phase);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    public void FailureLimit_CanaryThatFailsAll_RollsBackAfterOneMoreBadInterval(int limit, int intervals)
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.FailureLimit = limit)).Settle();

        for (var i = 0; i < intervals; i++)
        {
            Assert.Equal(RolloutPhase.Analyzing, run.State.Phase);
            run.Interval(Given.Backend(200, 200), Given.Backend(1800, 0));
        }

        Assert.Equal(RolloutPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void Limits_AsHighAsTheyGo_LetAHealthyCanaryPass()
    {
        var run = new SampleRun(Given.Plan(o =>
            (o.Analysis.FailureLimit, o.Analysis.InconclusiveLimit, o.Analysis.ConsecutiveErrorLimit) = (int.MaxValue, int.MaxValue, int.MaxValue))).Settle();

        Assert.Equal(RolloutPhase.Completed, run.Good().Good().State.Phase);
    }

    [Theory]
    [InlineData(MetricKind.SuccessRate)]
    [InlineData(MetricKind.Latency)]
    public void Tolerances_AsHighAsTheyGo_LetACanaryPassAndAStateBeStored(MetricKind kind)
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.Metrics["any"] = kind == MetricKind.Latency
            ? new() { Kind = kind, LatencyRatio = double.MaxValue }
            : new() { Tolerance = double.MaxValue })).Settle();

        run.Interval(Given.Backend(200, 20), Given.Backend(800, 4)).Interval(Given.Backend(200, 20), Given.Backend(800, 4));

        Assert.Equal(RolloutPhase.Completed, run.State.Phase);
        Assert.Equal(run.State.Message, RolloutStateSerializer.Deserialize(RolloutStateSerializer.Serialize(run.State with { Version = 1 })).Message);
    }

    [Fact]
    public void FailureLimit_OneBurstBetweenGoodIntervals_IsTolerated()
    {
        var run = new SampleRun(Given.Plan(o => (o.StepWeight, o.MaxWeight, o.Analysis.InconclusiveLimit, o.Analysis.FailureLimit) = (2, 40, 50, 1))).Settle();

        run.Good().Interval(Given.Backend(200, 60), Given.Backend(800, 4));
        for (var i = 0; i < 60 && !run.State.IsTerminal; i++)
            run.Good();

        Assert.Equal(RolloutPhase.Completed, run.State.Phase);
    }

    [Fact]
    public void FailureLimit_CanaryDiesAfterALongGoodPast_RollsBackWithinFiveIntervals()
    {
        var run = new SampleRun(Given.Plan(o =>
        {
            o.Steps.Add(new() { SetWeight = 20 });
            o.Steps.Add(new() { Pause = new() });
            o.Analysis.FailureLimit = 1;
        })).Settle();
        for (var i = 0; i < 100; i++)
            run.Good();

        var bad = 0;
        while (!run.State.IsTerminal && bad < 20)
        {
            run.Interval(Given.Backend(200, 200), Given.Backend(800, 4));
            bad++;
        }

        Assert.Equal((RolloutPhase.RolledBack, true), (run.State.Phase, bad <= 5));
    }

    [Fact]
    public void LittleTraffic_CanaryFailsAllOfIt_RollsBackBeforeMinRequests()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.FailureLimit = 1)).Settle().Dead().Dead();

        Assert.Equal((RolloutPhase.RolledBack, 8L), (run.State.Phase, run.State.CanaryRequests));
    }

    [Fact]
    public void Outage_CanaryFailsAll_RollsBackAllTheSame()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.FailureLimit = 1)).Settle();

        for (var i = 0; i < 2; i++)
            run.Interval(Given.Backend(200, 200), Given.Backend(1800, 216));

        Assert.Equal(RolloutPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void Outage_PausedRolloutWhoseCanaryFailsAll_IsStillRolledBack()
    {
        var run = new SampleRun(Given.Plan(o => (o.Analysis.InconclusiveLimit, o.Analysis.FailureLimit) = (0, 1))).Settle().Quiet();
        Assert.Equal(RolloutPhase.Paused, run.State.Phase);

        Assert.Equal(RolloutPhase.RolledBack, run.Dead().Dead().State.Phase);
    }

    [Fact]
    public void Analysis_TooFewRequests_IsInconclusiveHoweverBadTheyAre()
    {
        var run = new SampleRun(Given.Plan()).Settle().Quiet();

        Assert.Equal(RolloutVerdict.Inconclusive, run.State.LastMeasurement!.Verdict);
        Assert.Equal((RolloutPhase.Analyzing, 1), (run.State.Phase, run.State.Inconclusive));
    }

    [Theory]
    [InlineData(100, 100, RolloutVerdict.Passed, "")]
    [InlineData(99, 100, RolloutVerdict.Inconclusive, "the canary had 99 of 100 requests in this step")]
    [InlineData(100, 99, RolloutVerdict.Inconclusive, "the stable backend had 99 of 100 requests in this step")]
    public void MinRequests_OfEachBackend_AreEnough(int canary, int stable, RolloutVerdict verdict, string reason)
    {
        var state = new SampleRun(Given.Plan()).Settle().Interval(Given.Backend(canary, 0), Given.Backend(stable, 0)).State;

        Assert.Equal(verdict, state.LastMeasurement!.Verdict);
        Assert.Contains(reason, state.LastMeasurement.Metrics[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, RolloutVerdict.Inconclusive, "the canary had 60 of 100")]
    [InlineData(false, RolloutVerdict.Passed, "no evidence")]
    public void MinRequests_WhereSomeCannotBeCompared_AreOfThoseThatTheMetricIsAbout(bool compares, RolloutVerdict verdict, string reason)
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.Metrics["errors"] = new() { Min = 0.5, CompareToStable = compares })).Settle();

        // A header route sends all its requests to the canary.
        run.Interval(new Stratum(Given.Backend(60, 0), Given.Backend(500, 0)), new Stratum(Given.Backend(60, 0), BackendWindow.Empty));

        Assert.Equal(verdict, run.State.LastMeasurement!.Verdict);
        Assert.StartsWith(reason, run.State.LastMeasurement.Metrics[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void MinRequests_WhereNothingIsSplit_AreThoseOfTheCanary()
    {
        var run = new SampleRun(Given.Plan(o =>
        {
            o.Analysis.Metrics["errors"] = new() { Min = 0.5 };
            o.Steps.Add(new() { SetWeight = 100 });
            o.Steps.Add(new() { Analyze = new() });
        })).Settle();

        run.Interval(Given.Backend(99, 0), BackendWindow.Empty);
        Assert.Equal(RolloutPhase.Analyzing, run.State.Phase);

        Assert.Equal(RolloutPhase.Completed, run.Interval(Given.Backend(1, 0), BackendWindow.Empty).State.Phase);
    }

    [Fact]
    public void Measurement_OfASuccessRate_TellsThatOfBothBackends()
    {
        var metric = new SampleRun(Given.Plan()).Settle().Interval(Given.Backend(200, 3), Given.Backend(800, 4)).State.LastMeasurement!.Metrics[0];

        Assert.Equal((0.985, 0.995), (metric.Canary!.Value, metric.Stable!.Value));
    }

    [Theory]
    [InlineData(InconclusiveAction.Pause, RolloutPhase.Paused)]
    [InlineData(InconclusiveAction.Wait, RolloutPhase.Analyzing)]
    [InlineData(InconclusiveAction.RollBack, RolloutPhase.RolledBack)]
    public void InconclusiveLimit_Exceeded_DoesAsConfigured(InconclusiveAction action, RolloutPhase expected)
    {
        var run = new SampleRun(Given.Plan(o => (o.OnInconclusive, o.Analysis.InconclusiveLimit) = (action, 1))).Settle();
        Assert.Equal(RolloutPhase.Analyzing, run.Quiet().State.Phase);

        Assert.Equal(expected, run.Quiet().State.Phase);
    }

    [Fact]
    public void Analysis_NoTrafficAtAll_PausesAndGoesOnWhenResumedWithTraffic()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.InconclusiveLimit = 0)).Settle();
        run.Interval(Given.Backend(0, 0), Given.Backend(0, 0));
        Assert.Equal((RolloutPhase.Paused, PauseReason.Inconclusive, 20), (run.State.Phase, run.State.Pause, run.State.Weight));

        run.Ask(RolloutCommand.Resume).Good();

        Assert.Equal((RolloutPhase.Analyzing, 40), (run.State.Phase, run.State.Weight));
    }

    [Fact]
    public void Analysis_NoTrafficOnceTheStepHadEnough_PassesNothing()
    {
        var run = new SampleRun(Given.Plan(o =>
        {
            o.Analysis.InconclusiveLimit = 2;
            o.Steps.Add(new() { SetWeight = 20 });
            o.Steps.Add(new() { Analyze = new() { Count = 3 } });
        })).Settle().Good();
        Assert.Equal(1, run.State.Passed);

        run.Interval(Given.Backend(0, 0), Given.Backend(800, 4)).Interval(Given.Backend(0, 0), Given.Backend(0, 0));
        Assert.Equal((RolloutVerdict.Inconclusive, 1, 2), (run.State.LastMeasurement!.Verdict, run.State.Passed, run.State.Inconclusive));
        Assert.Contains("no requests in this interval", run.State.LastMeasurement.Metrics[0].Reason, StringComparison.Ordinal);

        Assert.Equal(RolloutPhase.Completed, run.Good().Good().State.Phase);
    }

    [Fact]
    public void OutageOfOneZone_HealthyCanaryWithABound_IsNotHeldToItThere()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.Metrics["errors"] = new() { Min = 0.95, CompareToStable = false })).Settle();

        // In the zone that is out half fail on both; the fleet's stable share of 2.4 % is neither an outage nor out of bounds.
        for (var i = 0; i < 3; i++)
            run.Interval(new Stratum(Given.Backend(60, 30), Given.Backend(100, 50)), new Stratum(Given.Backend(20, 0), Given.Backend(2000, 0)));
        Assert.Equal((RolloutPhase.Analyzing, 60L), (run.State.Phase, run.State.StepCanaryRequests));

        // Where nothing is out the bound holds.
        run.Interval(new Stratum(Given.Backend(60, 30), Given.Backend(100, 0)), new Stratum(Given.Backend(20, 0), Given.Backend(2000, 0)));
        Assert.Equal(RolloutPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void OutageOfOneZone_CanaryWorseThere_IsRolledBack()
    {
        var run = new SampleRun(Given.Plan()).Settle();

        run.Interval(new Stratum(Given.Backend(60, 60), Given.Backend(100, 30)), new Stratum(Given.Backend(20, 0), Given.Backend(2000, 0)));

        Assert.Equal(RolloutPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void OutageOfAllZones_CountsForNothing()
    {
        var run = new SampleRun(Given.Plan()).Settle();

        run.Interval(new Stratum(Given.Backend(60, 30), Given.Backend(100, 50)), new Stratum(Given.Backend(60, 20), Given.Backend(100, 33)));

        Assert.Equal((RolloutVerdict.Inconclusive, 0L), (run.State.LastMeasurement!.Verdict, run.State.StepComparedRequests));
    }

    [Fact]
    public void Analysis_StableFailsToo_IsInconclusiveAndPauses()
    {
        var run = new SampleRun(Given.Plan(o =>
        {
            o.Analysis.InconclusiveLimit = 0;
            o.Analysis.Metrics["errors"] = new() { Min = 0.99 };
        })).Settle().Outage();

        Assert.Equal((RolloutPhase.Paused, PauseReason.Inconclusive), (run.State.Phase, run.State.Pause));
        Assert.Contains("an outage of something shared", run.State.Message, StringComparison.Ordinal);

        Assert.Equal(RolloutPhase.Completed, run.Ask(RolloutCommand.Resume).Good().Good().State.Phase);
    }

    [Fact]
    public void Analysis_LooksWorseButMayBeChance_DoesNotPass()
    {
        var run = new SampleRun(Given.Plan()).Settle().Interval(Given.Backend(200, 8), Given.Backend(800, 4));

        Assert.Equal(RolloutVerdict.Inconclusive, run.State.LastMeasurement!.Verdict);
        Assert.Contains("may be chance", run.State.LastMeasurement.Metrics[0].Reason, StringComparison.Ordinal);
        Assert.Equal(20, run.State.Weight);
        Assert.Equal(40, run.Good().State.Weight);
    }

    [Fact]
    public void InitialDelay_WindowWithin_IsNotJudged()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.InitialDelay = Minute)).Settle().Bad();

        Assert.Equal((RolloutPhase.Analyzing, 0L), (run.State.Phase, run.State.CanaryRequests));
        Assert.Equal(RolloutPhase.RolledBack, run.Bad().State.Phase);
    }

    [Fact]
    public void ConsecutiveErrors_BeyondTheLimit_RollBack()
    {
        var plan = Given.Plan(o =>
        {
            o.Analysis.ConsecutiveErrorLimit = 1;
            o.Analysis.Metrics["orders"] = new() { Kind = MetricKind.Custom, Min = 1 };
        });
        var state = new SampleRun(plan).Settle().State;
        var now = Given.Start;
        foreach (var expected in new[] { RolloutPhase.Analyzing, RolloutPhase.RolledBack })
        {
            var window = Given.Window(now, now += Minute, Given.Backend(200, 0), Given.Backend(800, 0));
            state = RolloutMachine.Next(plan, state, Given.Observed(window, ("orders", new(null, null, "no connection"))), now);
            Assert.Equal(expected, state.Phase);
        }

        Assert.Contains("orders: no connection", state.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Observed_ByTwoReplicas_AddsUpWhicheverComesFirst()
    {
        var plan = Given.Plan();
        var state = new SampleRun(plan).Settle().State;
        var end = Given.Start + (Minute / 2);
        var one = Given.Observed(Given.Window(Given.Start, end, Given.Backend(60, 2), Given.Backend(300, 1)));
        var two = Given.Observed(Given.Window(Given.Start, end, Given.Backend(90, 0), Given.Backend(200, 3)));

        var oneFirst = RolloutMachine.Next(plan, RolloutMachine.Next(plan, state, one, end), two, end);
        var twoFirst = RolloutMachine.Next(plan, RolloutMachine.Next(plan, state, two, end), one, end);

        Assert.Equal((150L, 500L), (oneFirst.CanaryRequests, oneFirst.StableRequests));
        Assert.All(oneFirst.Evidence[0].Of(EvidenceKind.Comparison).Ratios.Zip(twoFirst.Evidence[0].Of(EvidenceKind.Comparison).Ratios), e => Assert.Equal(e.First, e.Second, 12));
    }
}
