namespace TrafficRouting.Rollouts.Tests.States;

public sealed class RolloutMachineTimeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

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
    public void Clock_PutForward_EndsOneTimedStepAtMost()
    {
        var run = new SampleRun(Given.Plan(o => Steps(o, Weight(10), Pause(Minute), Weight(20), Pause(Minute), Weight(30), Pause(Minute)))).Settle();

        Assert.Equal(20, run.Wait(TimeSpan.FromDays(3)).State.Weight);
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
