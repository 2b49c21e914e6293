namespace TrafficRouting.Http.Mirroring.Delivery;

/// <summary>
/// Runs a bounded number of workers, each for as long as there is something to take: idle they are nothing at all, so
/// there is nothing to start early or to leave behind.
/// </summary>
/// <param name="queue">What they take from.</param>
/// <param name="deliver">What they do with each copy; must not throw.</param>
/// <param name="schedule">Starts a worker elsewhere; on the thread pool by default.</param>
internal sealed class MirrorWorkers(MirrorQueue queue, Func<MirrorJob, Task> deliver, Action<IThreadPoolWorkItem>? schedule = null) : IThreadPoolWorkItem
{
    // Unsafe: a worker must not keep the caller's execution context, its AsyncLocals and its trace.
    private readonly Action<IThreadPoolWorkItem> _schedule = schedule ?? (static worker => ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false));

    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _concurrency;
    private volatile bool _closed;

    /// <summary>Gets what completes when the queue was closed and the last copy was delivered.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Sees to it that what was just queued is taken.</summary>
    public void Wake(int concurrency)
    {
        _concurrency = concurrency;
        if (TryEnter())
            _schedule(this);
    }

    public void Close()
    {
        queue.Close();
        _closed = true;
        CompleteIfDrained();
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        do
        {
            while (queue.TryDequeue(out var job))
            {
                await deliver(job).ConfigureAwait(false);
                queue.Finish();
            }

            Interlocked.Decrement(ref _running);
        }
        while (!queue.IsEmpty && TryEnter()); // What was queued between the last look and leaving woke nobody.

        CompleteIfDrained();
    }

    private bool TryEnter()
    {
        // The interlocked read keeps it behind the write into the queue, as the worker's decrement is before its last look.
        var seen = Interlocked.CompareExchange(ref _running, 0, 0);
        while (seen < Math.Max(1, _concurrency))
        {
            var before = Interlocked.CompareExchange(ref _running, seen + 1, seen);
            if (before == seen)
                return true;
            seen = before;
        }

        return false;
    }

    private void CompleteIfDrained()
    {
        if (_closed && Volatile.Read(ref _running) == 0 && queue.IsEmpty)
            _drained.TrySetResult();
    }
}
