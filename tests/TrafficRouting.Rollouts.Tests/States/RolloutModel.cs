namespace TrafficRouting.Rollouts.Tests.States;

/// <summary>What a rollout should do, told once more in few words: where it stands, without weights, evidence and times.</summary>
internal sealed record RolloutModel(RolloutPhase Phase, PauseReason? Pause, int Step)
{
    public static readonly RolloutModel New = new(RolloutPhase.Pending, null, 0);

    private bool Failed => Phase is RolloutPhase.Aborted or RolloutPhase.RolledBack;

    private bool InSteps => Phase is RolloutPhase.Progressing or RolloutPhase.Paused or RolloutPhase.Analyzing;

    public RolloutModel Tick(RolloutPlan plan, bool pauseIsOver) => this switch
    {
        { Phase: RolloutPhase.Pending } => Enter(plan, 0),
        { Phase: RolloutPhase.Progressing } => Enter(plan, Step + 1),
        { Phase: RolloutPhase.Paused, Pause: PauseReason.Step } when pauseIsOver => Enter(plan, Step + 1),
        { Phase: RolloutPhase.Promoting } => this with { Phase = RolloutPhase.Completed },
        _ => this,
    };

    public RolloutModel Passed(RolloutPlan plan) => Phase == RolloutPhase.Analyzing ? Enter(plan, Step + 1) : this;

    public RolloutModel Inconclusive() => Phase == RolloutPhase.Analyzing ? this with { Phase = RolloutPhase.Paused, Pause = PauseReason.Inconclusive } : this;

    public RolloutModel Failing() => InSteps ? this with { Phase = RolloutPhase.RolledBack, Pause = null } : this;

    public RolloutModel Unbound() => InSteps || Phase == RolloutPhase.Promoting ? this with { Phase = RolloutPhase.Aborted, Pause = null } : this;

    public RolloutModel StepsChanged(RolloutPlan plan) => Phase is RolloutPhase.Promoting or RolloutPhase.Completed ? this with { Step = plan.Steps.Length } : New;

    public RolloutModel Command(RolloutPlan plan, RolloutCommand command) => command switch
    {
        RolloutCommand.Promote when Phase == RolloutPhase.Pending => Enter(plan, 0),
        RolloutCommand.Promote when InSteps => Enter(plan, Step + 1),
        RolloutCommand.PromoteFull when InSteps || Phase == RolloutPhase.Pending => Enter(plan, plan.Steps.Length),
        RolloutCommand.Pause when InSteps => this with { Phase = RolloutPhase.Paused, Pause = PauseReason.Command },
        RolloutCommand.Resume when Phase == RolloutPhase.Paused => Enter(plan, Pause == PauseReason.Step ? Step + 1 : Step),
        RolloutCommand.Abort when !Failed => this with { Phase = RolloutPhase.Aborted, Pause = null },
        RolloutCommand.Retry when Failed => New,
        _ => this,
    };

    private static RolloutModel Enter(RolloutPlan plan, int step) => step >= plan.Steps.Length
        ? new(RolloutPhase.Promoting, null, plan.Steps.Length)
        : plan.Steps[step].Kind switch
        {
            RolloutStepKind.Set => new(RolloutPhase.Progressing, null, step),
            RolloutStepKind.Pause => new(RolloutPhase.Paused, PauseReason.Step, step),
            _ => new(RolloutPhase.Analyzing, null, step),
        };
}
