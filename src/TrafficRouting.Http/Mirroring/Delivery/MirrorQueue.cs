using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace TrafficRouting.Http.Mirroring.Delivery;

/// <summary>
/// The copies that wait. A place is reserved when a request is copied and given up when a worker takes the copy, so that
/// copies that still wait for their primary count too; the channel itself needs no bound and follows a reloaded capacity.
/// </summary>
internal sealed class MirrorQueue
{
    private readonly Channel<MirrorJob> _channel = Channel.CreateUnbounded<MirrorJob>();
    private int _places;
    private int _unfinished;
    private TaskCompletionSource? _idle;

    /// <summary>Gets the copies that wait, those that wait for their primary included.</summary>
    public int Length => Volatile.Read(ref _places);

    public bool IsEmpty => _channel.Reader.Count == 0;

    public bool TryReserve(int capacity)
    {
        if (Volatile.Read(ref _places) >= capacity)
            return false;
        if (Interlocked.Increment(ref _places) > capacity)
        {
            Interlocked.Decrement(ref _places);
            return false;
        }

        Interlocked.Increment(ref _unfinished);
        return true;
    }

    /// <summary>Gives up a reserved place unused.</summary>
    public void GiveUp()
    {
        Interlocked.Decrement(ref _places);
        Finish();
    }

    /// <summary>Fills a reserved place; fails once the queue is closed, and the place is given up.</summary>
    public bool TryEnqueue(in MirrorJob job)
    {
        if (_channel.Writer.TryWrite(job))
            return true;
        GiveUp();
        return false;
    }

    public bool TryDequeue([MaybeNullWhen(false)] out MirrorJob job)
    {
        if (!_channel.Reader.TryRead(out job))
            return false;
        Interlocked.Decrement(ref _places);
        return true;
    }

    /// <summary>Takes note that what was dequeued is done.</summary>
    public void Finish()
    {
        if (Interlocked.Decrement(ref _unfinished) == 0)
            Interlocked.Exchange(ref _idle, null)?.TrySetResult();
    }

    /// <summary>Waits until every reserved place was given up or its copy is done.</summary>
    public Task WhenIdleAsync()
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        idle = Interlocked.CompareExchange(ref _idle, idle, null) ?? idle;

        // Published before the look, as the last one finishes before it looks for those who wait.
        if (Volatile.Read(ref _unfinished) == 0)
        {
            Interlocked.CompareExchange(ref _idle, null, idle);
            idle.TrySetResult();
        }

        return idle.Task;
    }

    /// <summary>Takes nothing more.</summary>
    public void Close() => _channel.Writer.TryComplete();
}
