namespace TrafficRouting.Rollouts;

/// <summary>
/// Keeps the state of rollouts across restarts, and among replicas when they share one. Must be safe for concurrent use. A call that
/// takes longer than 15 seconds counts as failed. Calls may block their thread; they are made on the thread pool, and at most four may be blocked at a time.
/// </summary>
/// <remarks>A store that many replicas share should be an <see cref="IRolloutStoreChanges"/> and an <see cref="IRolloutEvidenceStore"/> as well.</remarks>
public interface IRolloutStore
{
    /// <summary>Reads a rollout's state.</summary>
    /// <param name="name">The rollout; case-insensitive.</param>
    /// <param name="cancellationToken">Cancelled when the engine stops, or when an abort or a pause has precedence.</param>
    /// <returns>The state, or null when none was ever written.</returns>
    /// <exception cref="RolloutStoreException">What is kept cannot be trusted.</exception>
    ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Writes a state if the kept one still has the version expected: compare and swap, atomically.</summary>
    /// <param name="state">The state; its <see cref="RolloutState.Version"/> is greater than <paramref name="expectedVersion"/>, mostly by 1.</param>
    /// <param name="expectedVersion">The version of the state it follows; 0 when there must be none yet.</param>
    /// <param name="cancellationToken">Cancelled when the engine stops, or when an abort or a pause has precedence.</param>
    /// <returns><see langword="false"/> when another replica was faster and nothing was written.</returns>
    /// <exception cref="RolloutStoreException">What is kept cannot be trusted.</exception>
    ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken);
}
