namespace TrafficRouting.Rollouts;

/// <summary>
/// Bounds each call of a store, which may hang, block its thread or not heed its token. What it was asked to write may be written all the same.
/// Where the store takes no evidence, each process keeps its own.
/// </summary>
internal sealed class BoundedRolloutStore(IRolloutStore inner, TimeProvider time) : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore
{
    // A dead mount blocks each thread that asks it: no more than these are given to it.
    private const int MaxBlockedThreads = 4;

    // Longer than the file store waits for another process, so that its own words are heard.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

    private readonly IRolloutEvidenceStore _evidence = inner as IRolloutEvidenceStore ?? new MemoryRolloutStore(time);
    private int _blocked;

    public static IDisposable Watch(IRolloutStore store, string name, Action changed) => (store as IRolloutStoreChanges)?.Watch(name, changed) ?? Nothing.Instance;

    public ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken) =>
        BoundAsync(() => inner.ReadAsync(name, cancellationToken), cancellationToken);

    public ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken) =>
        BoundAsync(() => inner.TryWriteAsync(state, expectedVersion, cancellationToken), cancellationToken);

    public IDisposable Watch(string name, Action changed) =>
        inner is INonBlockingStore ? Watch(inner, name, changed) : new Later(Task.Run(() => Watch(inner, name, changed)));

    public async ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken) =>
        await BoundAsync(() => DoneAsync(_evidence.PublishAsync(mine, keep, cancellationToken)), cancellationToken).ConfigureAwait(false);

    public ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken) =>
        BoundAsync(() => _evidence.CollectAsync(name, cancellationToken), cancellationToken);

    public async ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken) =>
        await BoundAsync(() => DoneAsync(_evidence.RemoveAsync(seen, cancellationToken)), cancellationToken).ConfigureAwait(false);

    public ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken) =>
        BoundAsync(() => _evidence.TryLeaseAsync(name, replica, duration, cancellationToken), cancellationToken);

    private static async ValueTask<bool> DoneAsync(ValueTask call)
    {
        await call.ConfigureAwait(false);
        return true;
    }

    private async ValueTask<T> BoundAsync<T>(Func<ValueTask<T>> call, CancellationToken cancellationToken)
    {
        Task<T>? answer = null;
        try
        {
            answer = inner is INonBlockingStore ? call().AsTask() : Task.Run(() => CallAsync(call), cancellationToken);
            return await answer.WaitAsync(MaxWait, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e) when (answer is { IsCompleted: false })
        {
            throw new RolloutStoreException($"The store did not answer within {MaxWait.TotalSeconds:0} seconds.", e);
        }
        catch (Exception e) when (e is not RolloutStoreException && !cancellationToken.IsCancellationRequested)
        {
            // Whatever a store throws is the store's problem, and nothing else is.
            throw new RolloutStoreException($"The store cannot be used: {e.Message}", e);
        }
    }

    private Task<T> CallAsync<T>(Func<ValueTask<T>> call)
    {
        try
        {
            return Interlocked.Increment(ref _blocked) <= MaxBlockedThreads
                ? call().AsTask()
                : throw new RolloutStoreException($"The store blocks {MaxBlockedThreads} threads and is not asked again until one of them returns. Check what it writes to, such as a network mount.");
        }
        finally
        {
            Interlocked.Decrement(ref _blocked);
        }
    }

    private sealed class Later(Task<IDisposable> watch) : IDisposable
    {
        public void Dispose() => _ = watch.ContinueWith(static w => w.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    internal sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
