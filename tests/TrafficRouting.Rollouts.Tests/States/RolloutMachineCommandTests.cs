namespace TrafficRouting.Rollouts.Tests.States;

public sealed class RolloutMachineCommandTests
{
    [Fact]
    public void Abort_DuringAPause_SendsAllToStable()
    {
        var run = new SampleRun(Given.Plan()).Settle().Ask(RolloutCommand.Pause).Ask(RolloutCommand.Abort).Settle();

        Assert.Equal((RolloutPhase.Aborted, 0, null), (run.State.Phase, run.State.Weight, run.State.Pause));
    }

    [Fact]
    public void Promote_DuringAnalysis_GoesToTheNextStepAndKeepsTheEvidence()
    {
        var run = new SampleRun(Given.Plan()).Settle().Interval(Given.Backend(200, 8), Given.Backend(800, 4));
        var evidence = run.State.Evidence[0].Of(EvidenceKind.Comparison);

        run.Ask(RolloutCommand.Promote).Settle();

        Assert.Equal((RolloutPhase.Analyzing, 40, 0L), (run.State.Phase, run.State.Weight, run.State.StepCanaryRequests));
        Assert.Equal(evidence, run.State.Evidence[0].Of(EvidenceKind.Comparison));
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
        Assert.Same(state, RolloutMachine.Next(plan, state, new RolloutInput.Command(command), Given.Start));
    }
}
