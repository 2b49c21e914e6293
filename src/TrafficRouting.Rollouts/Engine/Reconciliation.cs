namespace TrafficRouting.Rollouts;

/// <summary>All that one reconciliation brings to a rollout's state; applied again when another replica wrote first.</summary>
internal sealed record Reconciliation(
    RolloutPlan Plan, string? Problem, RolloutInput? Pending, RolloutInput.Observed Observed, RolloutCommand? Command, DateTimeOffset Now)
{
    /// <summary>Gets or sets what was observed; less than at first when part of it turns out to be written already.</summary>
    public RolloutInput.Observed Observed { get; set; } = Observed;

    /// <summary>Returns what becomes of a stored state, or of a rollout that nobody has seen before.</summary>
    public RolloutChange ApplyTo(RolloutState? stored)
    {
        var change = new RolloutChange(Plan, stored ?? RolloutMachine.Begin(Plan, Now), Now);
        change.Reconcile();
        if (Pending is not null)
            change.Apply(Pending);
        if (Problem is not null)
            change.Apply(new RolloutInput.Unbound(Problem));
        change.Apply(Observed);
        if (Command is { } command)
            change.Apply(command, Problem);

        // Nothing begins before its route and backends are there.
        if (Problem is null)
            change.ApplyTime();
        return change;
    }
}
