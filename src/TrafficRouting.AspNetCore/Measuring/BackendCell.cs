using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>What one backend of one route answered since somebody looks; growing only. One interlocked increment per request, two for a failed one.</summary>
internal sealed class BackendCell
{
    private readonly int[] _latencies = new int[LatencyBuckets.Count];
    private int _failures;

    public void Add(bool failed, TimeSpan duration)
    {
        Interlocked.Increment(ref _latencies[LatencyBuckets.IndexOf(duration)]);
        if (failed)
            Interlocked.Increment(ref _failures);
    }

    /// <summary>Copies the latencies, and counts.</summary>
    public (int Requests, int Failures) Read(Span<int> latencies)
    {
        var failures = Volatile.Read(ref _failures);
        var requests = 0;
        for (var i = 0; i < latencies.Length; i++)
            requests += latencies[i] = Volatile.Read(ref _latencies[i]);
        return (requests, failures);
    }
}
