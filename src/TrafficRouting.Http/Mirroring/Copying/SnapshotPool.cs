using System.Collections.Concurrent;

namespace TrafficRouting.Http.Mirroring.Copying;

/// <summary>Keeps snapshots for reuse. Holds at most as many as were ever in use at once, which the queue bounds.</summary>
internal sealed class SnapshotPool
{
    private readonly ConcurrentQueue<MirrorSnapshot> _idle = new();

    public MirrorSnapshot Rent() => _idle.TryDequeue(out var snapshot) ? snapshot : new();

    /// <summary>Takes back a snapshot that was cleared.</summary>
    public void Return(MirrorSnapshot snapshot) => _idle.Enqueue(snapshot);
}
