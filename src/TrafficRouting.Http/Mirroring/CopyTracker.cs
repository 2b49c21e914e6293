namespace TrafficRouting.Http;

/// <summary>Counts copies from their capture to their end, for those who wait until none is left. Safe for concurrent use.</summary>
internal sealed class CopyTracker
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _idle;
    private int _captured;
    private int _queued;
    private volatile bool _isClosed;

    /// <summary>Gets a value indicating whether nothing more is queued.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Gets what completes once nothing more is queued and every queued copy has ended.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Counts a copy that is going to wait for its primary.</summary>
    public void Capture() => Interlocked.Increment(ref _captured);

    /// <summary>Ends a captured copy that is not queued.</summary>
    public void Release()
    {
        Interlocked.Decrement(ref _captured);
        CompleteIfDone();
    }

    /// <summary>Turns a captured copy into a queued one; fails after <see cref="Close"/>, and the copy is still to be released.</summary>
    public bool TryQueue()
    {
        // Counted there before it leaves here, so that it is never in neither.
        Interlocked.Increment(ref _queued);
        if (!_isClosed)
        {
            Interlocked.Decrement(ref _captured);
            return true;
        }

        End();
        return false;
    }

    /// <summary>Ends a queued copy.</summary>
    public void End()
    {
        Interlocked.Decrement(ref _queued);
        CompleteIfDone();
    }

    /// <summary>Lets nothing more be queued.</summary>
    public void Close()
    {
        _isClosed = true;
        Interlocked.MemoryBarrier();
        CompleteIfDone();
    }

    /// <summary>Waits until every captured copy has ended.</summary>
    public async Task WhenIdleAsync()
    {
        // Those who waited before may have been told of an idle moment that was over when this one joined them.
        while (!IsIdle)
        {
            var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            idle = Interlocked.CompareExchange(ref _idle, idle, null) ?? idle;
            CompleteIfDone();
            await idle.Task.ConfigureAwait(false);
        }
    }

    private bool IsIdle => Volatile.Read(ref _captured) == 0 && Volatile.Read(ref _queued) == 0;

    private void CompleteIfDone()
    {
        if (_isClosed && Volatile.Read(ref _queued) == 0)
            _drained.TrySetResult();
        if (Volatile.Read(ref _idle) is not null && IsIdle)
            Interlocked.Exchange(ref _idle, null)?.TrySetResult();
    }
}
