namespace TrafficRouting.Rollouts;

/// <summary>Which of two states of a rollout holds: what this process remembers, or what the store has. A store may forget; a replica must not.</summary>
internal static class RolloutMemory
{
    /// <summary>Returns what holds, which may be neither: an end that the store does not know of ends what it has.</summary>
    /// <returns>The stored state itself when it holds as it is.</returns>
    public static RolloutState? Merge(RolloutState? remembered, RolloutState? stored)
    {
        // What was never written is no memory.
        if (remembered is null or { Version: 0 } || stored is null)
            return stored ?? (remembered is { Version: > 0 } ? remembered : null);
        if (remembered.Attempt != stored.Attempt)
            return remembered.Attempt > stored.Attempt ? remembered : stored;
        var (isEnded, isStoredEnded) = (RolloutMachine.HasFailed(remembered), RolloutMachine.HasFailed(stored));
        if (isEnded && !isStoredEnded && stored.IsOf(remembered.Identity))
            return stored with { Phase = remembered.Phase, Pause = null, Weight = 0, Message = remembered.Message };
        if (isEnded != isStoredEnded)
            return isEnded ? remembered : stored;
        return remembered.Version > stored.Version ? remembered : stored;
    }
}
