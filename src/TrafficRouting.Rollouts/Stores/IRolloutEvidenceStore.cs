namespace TrafficRouting.Rollouts;

/// <summary>
/// A store in which replicas pool what they see; an <see cref="IRolloutStore"/> may implement it. Without it each replica writes
/// what it saw into the shared state itself, which costs conflicts when there are many. Must be safe for concurrent use.
/// </summary>
/// <remarks>What is kept here may be lost without harm: a replica publishes again what was not counted yet.</remarks>
public interface IRolloutEvidenceStore
{
    /// <summary>Keeps what a replica saw, in place of what it published before.</summary>
    /// <param name="mine">What it saw. No other replica publishes under its name.</param>
    /// <param name="keep">How long it is kept at least unless published again or removed; a server that forgets by itself may do so then.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken);

    /// <summary>Returns what all replicas saw, in any order.</summary>
    /// <param name="name">The rollout; case-insensitive.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes what a replica that seems to be gone has published; what it published since stays.</summary>
    /// <param name="seen">What was collected of it.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken);

    /// <summary>
    /// Takes or prolongs the lease by which one replica at a time judges. It saves work and guards nothing: two holders at once
    /// do no harm.
    /// </summary>
    /// <param name="name">The rollout; case-insensitive.</param>
    /// <param name="replica">Who asks.</param>
    /// <param name="duration">How long the lease lasts from now on, unless prolonged; with zero its holder gives it back.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns><see langword="false"/> when another replica holds it.</returns>
    ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken);
}
