namespace TrafficRouting.Rollouts;

/// <summary>The state of a rollout in the store: read on the clock of this process if it can be one, written if nobody was faster. One caller at a time.</summary>
internal sealed class RolloutRecord(RolloutServices services)
{
    private readonly ReplicaClock _clock = new(services.Replica);
    private long _conflicts;

    /// <summary>Gets how many writes another replica was faster with.</summary>
    public long Conflicts => Interlocked.Read(ref _conflicts);

    public async ValueTask<RolloutState?> ReadAsync(RolloutPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stored = await services.Store.ReadAsync(plan.Name, cancellationToken).ConfigureAwait(false);
        return stored is null || RolloutStateValidator.Problem(plan, stored) is not { } problem
            ? _clock.ToLocal(stored, now)
            : throw new RolloutStoreException($"The stored state of rollout '{plan.Name}' is refused: {problem}. Put back a copy, or delete it to begin the rollout anew.");
    }

    /// <summary>Writes a state in place of the one that was read.</summary>
    /// <returns>What was written, or null when another replica was faster.</returns>
    public async ValueTask<RolloutState?> WriteAsync(RolloutPlan plan, RolloutState state, RolloutState? stored, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var next = state with { Version = Math.Max(stored?.Version ?? 0, state.Version) + 1, WrittenBy = services.Replica, WrittenAt = now };
        if (await services.Store.TryWriteAsync(next, stored?.Version ?? 0, cancellationToken).ConfigureAwait(false))
            return next;
        Interlocked.Increment(ref _conflicts);
        services.Conflicted(plan.Name);
        return null;
    }
}
