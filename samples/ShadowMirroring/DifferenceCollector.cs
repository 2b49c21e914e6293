using System.Collections.Concurrent;
using TrafficRouting.Http;

namespace ShadowMirroring;

/// <summary>Keeps the compared answers that differ.</summary>
internal sealed class DifferenceCollector : IMirrorObserver
{
    private int _compared;

    public ConcurrentQueue<MirrorComparison> Found { get; } = new();

    public int Compared => Volatile.Read(ref _compared);

    public void OnCompared(MirrorComparison comparison)
    {
        Interlocked.Increment(ref _compared);
        if (!comparison.IsMatch)
            Found.Enqueue(comparison);
    }

    public void Clear()
    {
        Found.Clear();
        Volatile.Write(ref _compared, 0);
    }
}
