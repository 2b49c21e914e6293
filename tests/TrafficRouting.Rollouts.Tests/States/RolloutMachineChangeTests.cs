namespace TrafficRouting.Rollouts.Tests.States;

public sealed class RolloutMachineChangeTests
{
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
}
