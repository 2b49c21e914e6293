namespace TrafficRouting.Rollouts.Tests.Fleet;

/// <summary>A store that for a while takes evidence, and no states.</summary>
internal sealed class ReadOnlyStore(TimeProvider time) : IRolloutStore, IRolloutEvidenceStore, INonBlockingStore
{
    private readonly MemoryRolloutStore _inner = new(time);

    public bool IsReadOnly { get; set; }

    /// <summary>Gets or sets a value indicating whether it gives no states either.</summary>
    public bool IsDown { get; set; }

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        IsDown ? throw new RolloutStoreException("down") : _inner.ReadAsync(name, cancellationToken);

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        IsReadOnly ? throw new RolloutStoreException("read-only") : _inner.TryWriteAsync(state, expectedVersion, cancellationToken);

    public ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken) => _inner.PublishAsync(mine, keep, cancellationToken);

    public ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken) => _inner.CollectAsync(name, cancellationToken);

    public ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken) => _inner.RemoveAsync(seen, cancellationToken);

    public ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken) =>
        _inner.TryLeaseAsync(name, replica, duration, cancellationToken);
}
