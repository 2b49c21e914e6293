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

    /// <summary>Gets the copies that wait, those that wait for their primary included.</summary>
    public int Length => Volatile.Read(ref _places);

    public bool IsEmpty => _channel.Reader.Count == 0;

    public bool TryReserve(int capacity)
    {
        if (Volatile.Read(ref _places) >= capacity)
            return false;
        if (Interlocked.Increment(ref _places) <= capacity)
            return true;
        GiveUp();
        return false;
    }

    /// <summary>Gives up a reserved place unused.</summary>
    public void GiveUp() => Interlocked.Decrement(ref _places);

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
        GiveUp();
        return true;
    }

    /// <summary>Takes nothing more.</summary>
    public void Close() => _channel.Writer.TryComplete();
}
