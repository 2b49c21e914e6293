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

    [Fact]
    public void Revisions_OneAfterAnother_AreRememberedUpToSixteen()
    {
        var state = Rolled(20);

        Assert.Equal(Enumerable.Range(4, 16).Select(i => Revision(i).Identity), state.Predecessors.Select(p => p.Identity));
        Assert.Equal(21, state.Attempt);
    }

    [Fact]
    public void Revision_RolledOutAgain_IsNoPredecessorOfItself()
    {
        var state = RolloutMachine.Next(Revision(1), Rolled(3), new RolloutInput.Tick(), Given.Start);

        Assert.Equal([Revision(0).Identity, Revision(2).Identity, Revision(3).Identity], state.Predecessors.Select(p => p.Identity));
    }

    [Fact]
    public void Retry_KeepsWhatWasRolledOutBefore()
    {
        var failed = RolloutMachine.Next(Revision(2), Rolled(2), new RolloutInput.Command(RolloutCommand.Abort), Given.Start);

        var again = RolloutMachine.Next(Revision(2), failed, new RolloutInput.Command(RolloutCommand.Retry), Given.Start);

        Assert.Equal([Revision(0).Identity, Revision(1).Identity], again.Predecessors.Select(p => p.Identity));
    }

    private static RolloutState Rolled(int revisions)
    {
        var state = RolloutMachine.Begin(Revision(0), Given.Start);
        for (var i = 1; i <= revisions; i++)
            state = RolloutMachine.Next(Revision(i), state, new RolloutInput.Tick(), Given.Start);
        return state;
    }

    private static RolloutPlan Revision(int number) => Given.Plan(o => o.Revision = $"1.{number}");
}
