using System.Collections.Concurrent;

namespace TrafficRouting.Http;

/// <summary>Keeps snapshots for reuse. Holds at most as many as were ever in use at once, which the queue bounds.</summary>
internal sealed class SnapshotPool
{
    private readonly ConcurrentQueue<MirrorSnapshot> _idle = new();

    // The last one back is the next one out, and mostly the only one.
    private MirrorSnapshot? _last;

    public MirrorSnapshot Rent() =>
        Interlocked.Exchange(ref _last, null) ?? (_idle.TryDequeue(out var snapshot) ? snapshot : new());

    /// <summary>Takes back a snapshot that was cleared.</summary>
    public void Return(MirrorSnapshot snapshot)
    {
        if (Interlocked.CompareExchange(ref _last, snapshot, null) is not null)
            _idle.Enqueue(snapshot);
    }
}
