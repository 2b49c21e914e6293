namespace TrafficRouting.Rollouts;

/// <summary>Steers a rollout through its store, from outside of all replicas.</summary>
internal static class StoredRollout
{
    private const int MaxConflicts = 20;

    /// <summary>Reads a rollout's state, or null.</summary>
    /// <exception cref="RolloutStoreException">The store cannot be used, or what it has cannot be.</exception>
    public static async Task<RolloutState?> ReadAsync(IRolloutStore store, string rollout, CancellationToken cancellationToken)
    {
        var state = await store.ReadAsync(rollout, cancellationToken).ConfigureAwait(false);
        return state is null || RolloutStateValidator.Problem(state) is not { } problem
            ? state
            : throw new RolloutStoreException($"The stored state of rollout '{rollout}' is refused: {problem}. Put back a copy, or delete it to begin the rollout anew.");
    }

    /// <summary>Asks something of a rollout.</summary>
    /// <param name="store">The store.</param>
    /// <param name="rollout">The rollout.</param>
    /// <param name="asked">What is asked, and who asks.</param>
    /// <param name="now">The time by the clock of who asks.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The state written: what was asked is done in it, or waits in it for a replica.</returns>
    /// <exception cref="KeyNotFoundException">The store has no such rollout.</exception>
    /// <exception cref="RolloutCommandException">The command does not apply to the rollout as it stands.</exception>
    /// <exception cref="RolloutStoreException">The store cannot be used.</exception>
    public static async Task<RolloutState> SendAsync(IRolloutStore store, string rollout, RolloutRequest asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var state = await ReadAsync(store, rollout, cancellationToken).ConfigureAwait(false)
                ?? throw new KeyNotFoundException($"The store has no rollout '{rollout}'.");
            if (RolloutMachine.Refusal(state, asked.Command) is { } refusal)
                throw new RolloutCommandException(refusal);
            var next = RemoteCommand.Apply(state, asked, now) with { Version = state.Version + 1 };
            if (await store.TryWriteAsync(next, state.Version, cancellationToken).ConfigureAwait(false))
                return next;
        }

        throw new RolloutStoreException($"The state of rollout '{rollout}' was changed by others {MaxConflicts} times in a row. Try again.");
    }
}
