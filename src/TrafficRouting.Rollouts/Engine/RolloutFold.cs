namespace TrafficRouting.Rollouts;

/// <summary>Feeds inputs to a state one after the other and keeps note of the transitions on the way.</summary>
internal sealed class RolloutFold(RolloutPlan plan, RolloutState state, DateTimeOffset now)
{
    public RolloutState State { get; private set; } = state;

    public List<RolloutTransition> Transitions { get; } = [];

    /// <summary>Gets why the command asked did not apply, when it did not.</summary>
    public string? Refusal { get; private set; }

    public static RolloutTransition? Between(RolloutState before, RolloutState after, DateTimeOffset now) =>
        before.Phase == after.Phase && before.Step == after.Step && before.Pause == after.Pause
            ? null
            : new(after.Name, before.Phase, after.Phase, after.Step, after.Weight, now, after.Message);

    public void Reconcile() => Take(RolloutMachine.Reconcile(plan, State, now));

    public void Feed(RolloutInput input) => Take(RolloutMachine.Next(plan, State, input, now));

    /// <summary>Feeds a command, unless it does not apply.</summary>
    /// <param name="command">The command.</param>
    /// <param name="problem">What the table lacks for the rollout, or null.</param>
    public void Ask(RolloutCommand command, string? problem)
    {
        Refusal = RolloutMachine.Refusal(State, command);
        if (problem is not null && command is RolloutCommand.Promote or RolloutCommand.PromoteFull)
            Refusal ??= $"{command} does not apply to rollout '{State.Name}': {problem}.";
        if (Refusal is null)
            Feed(new RolloutInput.Ask(command));
    }

    /// <summary>Lets time act until nothing moves any more.</summary>
    public void Settle()
    {
        RolloutState before;
        do
        {
            before = State;
            Feed(new RolloutInput.Tick());
        }
        while (!ReferenceEquals(before, State));
    }

    private void Take(RolloutState next)
    {
        if (Between(State, next, now) is { } transition)
            Transitions.Add(transition);
        State = next;
    }
}
