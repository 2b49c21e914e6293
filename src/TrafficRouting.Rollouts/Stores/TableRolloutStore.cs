namespace TrafficRouting.Rollouts;

/// <summary>Keeps the rollouts of a named table apart from those of other tables in the same store.</summary>
internal sealed class TableRolloutStore(string table, IRolloutStore store) : IRolloutStore
{
    public async ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        await store.ReadAsync(NameOf(name), cancellationToken).ConfigureAwait(false) is { } state ? state with { Name = name } : null;

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        store.TryWriteAsync(state with { Name = NameOf(state.Name) }, expectedVersion, cancellationToken);

    // No rollout of the table without a name can be called so.
    private string NameOf(string rollout) => $"{table}~{rollout}";
}
