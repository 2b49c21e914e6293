using TrafficRouting.Rollouts.Analysis;
using TrafficRouting.Rollouts.Configuration;
using TrafficRouting.Rollouts.States;

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
        var run = new SampleRun(Given.Plan()).Settle().Bad();

        Assert.Equal((RolloutPhase.RolledBack, 0), (run.State.Phase, run.State.Weight));
        Assert.Contains("success-rate: the canary is worse than allowed", run.State.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FailureLimit_NotExceeded_GoesOnAnalysing()
    {
        var run = new SampleRun(Given.Plan(o => o.Analysis.FailureLimit = 2)).Settle().Bad().Bad();
        Assert.Equal((RolloutPhase.Analyzing, 20, 2), (run.State.Phase, run.State.Weight, run.State.Failures));

        Assert.Equal(RolloutPhase.RolledBack, run.Bad().State.Phase);
    }

    [Fact]
    public void Analysis_TooFewRequests_IsInconclusiveHoweverBadTheyAre()
    {
        var run = new SampleRun(Given.Plan()).Settle().Quiet();

        Assert.Equal(RolloutVerdict.Inconclusive, run.State.LastMeasurement!.Verdict);
        Assert.Equal((RolloutPhase.Analyzing, 1), (run.State.Phase, run.State.Inconclusive));
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
        var run = new SampleRun(Given.Plan()).Settle().Interval(Given.Backend(200, 7), Given.Backend(800, 4));

        Assert.Equal(RolloutVerdict.Inconclusive, run.State.LastMeasurement!.Verdict);
        Assert.Contains("may be chance", run.State.LastMeasurement.Metrics[0].Reason, StringComparison.Ordinal);
        Assert.Equal(20, run.State.Weight);
        Assert.Equal(40, run.Good().State.Weight);
    }

    [Fact]
    public void Pause_Timed_EndsByTime()
    {
        var run = new SampleRun(Given.Plan(o => Steps(o, Weight(10), Pause(Minute * 10), Weight(50), Analyze()))).Settle();
        Assert.Equal((RolloutPhase.Paused, PauseReason.Step, 10), (run.State.Phase, run.State.Pause, run.State.Weight));

        Assert.Equal(10, run.Wait(Minute * 9).State.Weight);
        Assert.Equal((RolloutPhase.Analyzing, 50), (run.Wait(Minute).State.Phase, run.State.Weight));
    }

    [Fact]
    public void Pause_WithoutDuration_WaitsForResume()
    {
        var run = new SampleRun(Given.Plan(o => Steps(o, Weight(10), Pause(), Weight(50), Analyze()))).Settle();

        Assert.Equal(RolloutPhase.Paused, run.Wait(TimeSpan.FromDays(30)).State.Phase);
        Assert.Equal(50, run.Ask(RolloutCommand.Resume).Settle().State.Weight);
    }

    [Fact]
    public void Pause_CanaryFailsMeanwhile_RollsBackInTheBackground()
    {
        var run = new SampleRun(Given.Plan(o => Steps(o, Weight(10), Pause(), Weight(50), Analyze()))).Settle().Bad();

        Assert.Equal(RolloutPhase.RolledBack, run.State.Phase);
    }

    [Fact]
    public void Pause_BackgroundOff_JudgesNothing()
    {
        var run = new SampleRun(Given.Plan(o =>
        {
            o.Analysis.Background = false;
            Steps(o, Weight(10), Pause(), Weight(50), Analyze());
        })).Settle().Bad();

        Assert.Equal((RolloutPhase.Paused, 0L), (run.State.Phase, run.State.CanaryRequests));
    }

    [Fact]
    public void PauseCommand_DuringATimedPause_OutlastsIt()
    {
        var run = new SampleRun(Given.Plan(o => Steps(o, Weight(10), Pause(Minute), Weight(50), Analyze()))).Settle();
        run.Ask(RolloutCommand.Pause).Wait(Minute * 5);
        Assert.Equal((RolloutPhase.Paused, PauseReason.Command, 10), (run.State.Phase, run.State.Pause, run.State.Weight));

        Assert.Equal(50, run.Ask(RolloutCommand.Resume).Settle().State.Weight);
    }

    [Fact]
    public void Abort_DuringAPause_SendsAllToStable()
    {
        var run = new SampleRun(Given.Plan()).Settle().Ask(RolloutCommand.Pause).Ask(RolloutCommand.Abort).Settle();

        Assert.Equal((RolloutPhase.Aborted, 0, null), (run.State.Phase, run.State.Weight, run.State.Pause));
    }

    [Fact]
    public void Promote_DuringAnalysis_GoesToTheNextStepAndKeepsTheEvidence()
    {
        var run = new SampleRun(Given.Plan()).Settle().Interval(Given.Backend(200, 7), Given.Backend(800, 4));
        var evidence = run.State.Evidence[0].Comparison;

        run.Ask(RolloutCommand.Promote).Settle();

        Assert.Equal((RolloutPhase.Analyzing, 40, 0L), (run.State.Phase, run.State.Weight, run.State.StepCanaryRequests));
        Assert.Equal(evidence, run.State.Evidence[0].Comparison);
    }

    [Fact]
    public void PromoteFull_Anywhere_SkipsAllThatIsLeft() =>
        Assert.Equal((RolloutPhase.Completed, 100), new SampleRun(Given.Plan()).Settle().Ask(RolloutCommand.PromoteFull).Settle() is var run
            ? (run.State.Phase, run.State.Weight) : default);

    [Fact]
    public void Retry_AfterRollback_BeginsAnewWithNothingHeldAgainstTheCanary()
    {
        var run = new SampleRun(Given.Plan()).Settle().Bad().Ask(RolloutCommand.Retry).Settle();

        Assert.Equal((RolloutPhase.Analyzing, 20, 0), (run.State.Phase, run.State.Weight, run.State.Failures));
        Assert.Empty(run.State.Evidence);
    }

    [Theory]
    [InlineData(RolloutCommand.Resume)]
    [InlineData(RolloutCommand.Retry)]
    public void Refusal_CommandDoesNotApply_SaysWhyAndChangesNothing(RolloutCommand command)
    {
        var plan = Given.Plan();
        var state = new SampleRun(plan).Settle().State;

        Assert.Contains("it is Analyzing", RolloutMachine.Refusal(state, command), StringComparison.Ordinal);
        Assert.Same(state, RolloutMachine.Next(plan, state, new RolloutInput.Ask(command), Given.Start));
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
    public void Steps_Changed_RestartTheRollout()
    {
        var run = new SampleRun(Given.Plan()).Settle().Good();
        var other = Given.Plan(o => o.StepWeight = 10);

        var state = RolloutMachine.Next(other, run.State, new RolloutInput.Tick(), run.Now);

        Assert.Equal((RolloutPhase.Progressing, 0, 10), (state.Phase, state.Step, state.Weight));
        Assert.Empty(state.Evidence);
    }

    [Fact]
    public void Analysis_SettingsChanged_DoNotRestartTheRollout()
    {
        var run = new SampleRun(Given.Plan()).Settle().Good();
        var other = Given.Plan(o => o.Analysis.MinRequests = 500);

        Assert.Same(run.State, RolloutMachine.Next(other, run.State, new RolloutInput.Tick(), run.Now));
    }

    [Fact]
    public void Completed_StepsChanged_StaysButAnotherCanaryStartsAnew()
    {
        var run = new SampleRun(Given.Plan()).Settle().Good().Good();

        var edited = RolloutMachine.Next(Given.Plan(o => o.StepWeight = 10), run.State, new RolloutInput.Tick(), run.Now);
        Assert.Equal((RolloutPhase.Completed, 100), (edited.Phase, edited.Weight));

        var next = RolloutMachine.Next(Given.Plan(o => (o.Stable, o.Canary) = ("v2", "v3")), run.State, new RolloutInput.Tick(), run.Now);
        Assert.Equal((RolloutPhase.Progressing, 20), (next.Phase, next.Weight));
    }

    [Fact]
    public void Completed_RevisionChanged_StartsAnew()
    {
        var run = new SampleRun(Given.Plan(o => o.Revision = "1.0")).Settle().Good().Good();

        Assert.Equal(20, RolloutMachine.Next(Given.Plan(o => o.Revision = "1.1"), run.State, new RolloutInput.Tick(), run.Now).Weight);
    }

    [Fact]
    public void Unbound_DuringTheRollout_AbortsWithAllTrafficOnStable()
    {
        var run = new SampleRun(Given.Plan()).Settle();

        var state = RolloutMachine.Next(Given.Plan(), run.State, new RolloutInput.Unbound("backend 'v2' is not configured"), run.Now);

        Assert.Equal((RolloutPhase.Aborted, 0, "backend 'v2' is not configured"), (state.Phase, state.Weight, state.Message));
    }

    [Fact]
    public void Clock_PutBack_BeginsTheStepsTimeAgain()
    {
        var plan = Given.Plan(o => Steps(o, Weight(10), Pause(Minute * 10), Weight(50), Analyze()));
        var state = new SampleRun(plan).Settle().State;
        var early = Given.Start - TimeSpan.FromHours(5);

        state = RolloutMachine.Next(plan, state, new RolloutInput.Tick(), early);
        Assert.Equal(early, state.StepStartedAt);
        Assert.Equal(50, RolloutMachine.Next(plan, state, new RolloutInput.Tick(), early + (Minute * 10)).Weight);
    }

    [Fact]
    public void Clock_PutForward_EndsOneTimedStepAtMost()
    {
        var run = new SampleRun(Given.Plan(o => Steps(o, Weight(10), Pause(Minute), Weight(20), Pause(Minute), Weight(30), Pause(Minute)))).Settle();

        Assert.Equal(20, run.Wait(TimeSpan.FromDays(3)).State.Weight);
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
        Assert.All(oneFirst.Evidence[0].Comparison.Zip(twoFirst.Evidence[0].Comparison), e => Assert.Equal(e.First, e.Second, 12));
    }

    private static void Steps(RolloutOptions options, params RolloutStepOptions[] steps)
    {
        foreach (var step in steps)
            options.Steps.Add(step);
    }

    private static RolloutStepOptions Weight(int weight) => new() { SetWeight = weight };

    private static RolloutStepOptions Pause(TimeSpan? duration = null) => new() { Pause = new() { Duration = duration } };

    private static RolloutStepOptions Analyze() => new() { Analyze = new() };
}
