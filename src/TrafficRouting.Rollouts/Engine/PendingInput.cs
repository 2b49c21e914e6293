namespace TrafficRouting.Rollouts;

/// <summary>What is in force in this process, but not in the store yet: the end of the rollout, or a pause.</summary>
/// <param name="Input">What the store's state is to be given.</param>
/// <param name="Phase">The phase that it leads to.</param>
/// <param name="Message">Why.</param>
/// <param name="Attempt">The attempt that it is meant for, or 0 when none was known.</param>
/// <param name="Cause">Why the store does not know.</param>
internal sealed record PendingInput(RolloutInput Input, RolloutPhase Phase, string Message, int Attempt, string Cause)
{
    /// <summary>Gets the same in words.</summary>
    public string Words =>
        $"{Phase} ({Message}) is in force in this process, and not in the store yet: {Cause}. It is written as soon as the store answers, and in force on the other replicas then.";

    /// <summary>Returns what a change without the store leaves to be stored, or null.</summary>
    /// <param name="change">The change.</param>
    /// <param name="before">The state before.</param>
    /// <param name="command">What was asked.</param>
    /// <param name="cause">Why the store does not know.</param>
    public static PendingInput? Of(RolloutChange change, RolloutState? before, RolloutCommand? command, string cause)
    {
        // What failed before was another attempt where this one begins anew.
        var (state, attempt) = (change.State, before is null ? 0 : change.State.Attempt);
        if (RolloutMachine.HasFailed(state) && !(before is not null && before.Attempt == attempt && RolloutMachine.HasFailed(before)))
            return new(new RolloutInput.Ended(state.Phase, state.Message), state.Phase, state.Message, attempt, cause);
        return command == RolloutCommand.Pause && change.Refusal is null
            ? new(new RolloutInput.Command(RolloutCommand.Pause), state.Phase, state.Message, attempt, cause)
            : null;
    }

    /// <summary>Tells whether the store knows of another attempt by now, or of the end of the one that this is meant for.</summary>
    public bool IsOver(RolloutState stored) =>
        Attempt > 0 && (stored.Attempt > Attempt || (stored.Attempt == Attempt && RolloutMachine.HasFailed(stored)));

    /// <summary>Returns the transitions of a change but for the one that was published when this came into force.</summary>
    public static IEnumerable<RolloutTransition> Unpublished(RolloutChange change, PendingInput? pending) =>
        change.Transitions.Where(t => !(t.To == pending?.Phase && string.Equals(t.Message, pending.Message, StringComparison.Ordinal)));
}
