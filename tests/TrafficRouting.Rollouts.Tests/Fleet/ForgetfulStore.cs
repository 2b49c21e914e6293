namespace TrafficRouting.Rollouts.Tests.Fleet;

/// <summary>A store whose server is flushed, or falls back to a copy that lags. It tells of no changes and takes no evidence.</summary>
internal sealed class ForgetfulStore : IRolloutStore, INonBlockingStore
{
    private MemoryRolloutStore _inner = new();

    public void Forget(RolloutState? copy = null)
    {
        _inner = new();
        if (copy is not null)
            _inner.TryWriteAsync(copy, 0, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) => _inner.ReadAsync(name, cancellationToken);

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        _inner.TryWriteAsync(state, expectedVersion, cancellationToken);
}
