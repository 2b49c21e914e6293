namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>A store that blocks the thread that calls it, as files of a dead mount do, while it is told to.</summary>
internal sealed class BlockingStore : IRolloutStore, IDisposable
{
    private readonly MemoryRolloutStore _inner = new();
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private int _entered;

    /// <summary>Gets the number of calls that were blocked.</summary>
    public int Entered => Volatile.Read(ref _entered);

    public void Block() => _open.Reset();

    public void Unblock() => _open.Set();

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        Wait();
        return _inner.ReadAsync(name, cancellationToken);
    }

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        Wait();
        return _inner.TryWriteAsync(state, expectedVersion, cancellationToken);
    }

    public void Dispose() => _open.Dispose();

    private void Wait()
    {
        if (!_open.IsSet)
            Interlocked.Increment(ref _entered);
        _open.Wait();
    }
}
