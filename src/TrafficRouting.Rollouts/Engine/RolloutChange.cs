using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>What becomes of a state by one input after the other, and the transitions on the way.</summary>
internal sealed class RolloutChange(RolloutPlan plan, RolloutState state, DateTimeOffset now)
{
    public RolloutState State { get; private set; } = state;

    public List<RolloutTransition> Transitions { get; } = [];

    /// <summary>Gets why the command did not apply, when it did not.</summary>
    public string? Refusal { get; set; }

    public static RolloutTransition? Between(RolloutState before, RolloutState after, DateTimeOffset now) =>
        before.Phase == after.Phase && before.Step == after.Step && before.Pause == after.Pause
            ? null
            : new(after.Name, before.Phase, after.Phase, after.Step, after.Weight, now, after.Message);

    public void Reconcile() => MoveTo(RolloutMachine.Reconcile(plan, State, now));

    public void Apply(RolloutInput input) => MoveTo(RolloutMachine.Next(plan, State, input, now));

    /// <summary>Counts what the replicas saw, what belongs to the present step as a measurement if one is due.</summary>
    public void Apply(FleetEvidence evidence, ImmutableDictionary<string, CustomReading>? custom, bool isEarly)
    {
        var (counted, earlier, current) = evidence.Beyond(plan, State, now);
        State = counted;
        // A pause may be over before an interval is.
        isEarly |= RolloutSchedule.PauseEnd(plan, State) <= now;
        if (!earlier.IsEmpty)
            Apply(new RolloutInput.Observed(earlier, null, isEarly));
        Apply(new RolloutInput.Observed(current, custom, isEarly));
    }

    /// <summary>Applies a command, unless it is refused.</summary>
    /// <param name="command">The command.</param>
    /// <param name="problem">What the table lacks for the rollout, or null.</param>
    public void Apply(RolloutCommand command, string? problem)
    {
        Refusal = RefusalOf(State, command, problem);
        if (Refusal is null)
            Apply(new RolloutInput.Command(command));
    }

    /// <summary>Does what waits in the state, asked by somebody who reaches the store alone.</summary>
    /// <param name="problem">What the table lacks for the rollout, or null.</param>
    /// <returns>Whether there was something.</returns>
    public bool ApplyAsked(string? problem)
    {
        if (State.Asked is not { } asked)
            return false;
        var taken = State with { Asked = null };
        var refusal = RefusalOf(taken, asked.Command, problem);
        var next = refusal is null ? RolloutMachine.Next(plan, taken, new RolloutInput.Command(asked.Command), now) : taken;
        MoveTo(next with { Message = refusal ?? $"{next.Message} of {asked.By}" });
        return true;
    }

    /// <summary>Applies the time until nothing changes any more.</summary>
    public void ApplyTime()
    {
        RolloutState before;
        do
        {
            before = State;
            Apply(new RolloutInput.Tick());
        }
        while (!ReferenceEquals(before, State));
    }

    private static string? RefusalOf(RolloutState state, RolloutCommand command, string? problem) =>
        RolloutMachine.Refusal(state, command)
        ?? (problem is not null && command is RolloutCommand.Promote or RolloutCommand.PromoteFull ? $"{command} does not apply to rollout '{state.Name}': {problem}." : null);

    private void MoveTo(RolloutState next)
    {
        if (Between(State, next, now) is { } transition)
            Transitions.Add(transition);
        State = next;
    }
}
