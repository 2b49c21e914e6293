namespace TrafficRouting.Rollouts;

/// <summary>All that one look at a rollout brings to its state; folded again when another replica was faster.</summary>
internal sealed record RolloutLook(
    RolloutPlan Plan, string? Problem, RolloutInput.Ended? Owed, RolloutInput.Observed Observed, RolloutCommand? Command, DateTimeOffset Now)
{
    /// <summary>Gets or sets what was observed; less than at first when part of it turns out to be written already.</summary>
    public RolloutInput.Observed Observed { get; set; } = Observed;

    /// <summary>Returns the outcome for a kept state, or for a rollout that nobody has seen before.</summary>
    public RolloutFold Fold(RolloutState? kept)
    {
        var fold = new RolloutFold(Plan, kept ?? RolloutMachine.Begin(Plan, Now), Now);
        fold.Reconcile();
        if (Owed is not null)
            fold.Feed(Owed);
        if (Problem is not null)
            fold.Feed(new RolloutInput.Unbound(Problem));
        fold.Feed(Observed);
        if (Command is { } command)
            fold.Ask(command, Problem);

        // Nothing begins before its route and backends are there.
        if (Problem is null)
            fold.Settle();
        return fold;
    }
}
