namespace TrafficRouting.Rollouts;

/// <summary>Keeps the rollouts of a named table apart from those of other tables in the same store.</summary>
internal sealed class TableRolloutStore(string table, IRolloutStore store) : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore
{
    private readonly IRolloutEvidenceStore _evidence = store as IRolloutEvidenceStore ?? new MemoryRolloutStore();

    public async ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await store.ReadAsync(NameOf(name), cancellationToken).ConfigureAwait(false) is { } state ? state with { Name = name } : null;

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        store.TryWriteAsync(state with { Name = NameOf(state.Name) }, expectedVersion, cancellationToken);

    public IDisposable Watch(string name, Action changed) => BoundedRolloutStore.Watch(store, NameOf(name), changed);

    public ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken) =>
        _evidence.PublishAsync(mine with { Rollout = NameOf(mine.Rollout) }, keep, cancellationToken);

    public async ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken) =>
        [.. (await _evidence.CollectAsync(NameOf(name), cancellationToken).ConfigureAwait(false)).Select(e => e with { Rollout = name })];

    public ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken) =>
        _evidence.RemoveAsync(seen with { Rollout = NameOf(seen.Rollout) }, cancellationToken);

    public ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken) =>
        _evidence.TryLeaseAsync(NameOf(name), replica, duration, cancellationToken);

    // No rollout of the table without a name can be called so.
    private string NameOf(string rollout) => $"{table}~{rollout}";
}
