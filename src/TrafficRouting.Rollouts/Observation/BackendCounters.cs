namespace TrafficRouting.Rollouts;

/// <summary>
/// What one backend answered since the process began, growing only; windows are differences of two snapshots.
/// One interlocked increment per request, on a stripe of the processor's own; no lock, no allocation.
/// </summary>
internal sealed class BackendCounters
{
    // A stripe holds the latencies of successes, then the failures, padded so that stripes share no cache line.
    private const int FailureCell = LatencyBuckets.Count;
    private const int StripeLength = LatencyBuckets.Count + 16;

    private static readonly int Stripes = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, 16));

    private readonly long[][] _stripes = [.. Enumerable.Range(0, Stripes).Select(_ => new long[StripeLength])];

    public void Add(bool failed, TimeSpan latency)
    {
        var stripe = _stripes[Thread.GetCurrentProcessorId() & (Stripes - 1)];
        Interlocked.Increment(ref stripe[failed ? FailureCell : LatencyBuckets.IndexOf(latency)]);
    }

    /// <summary>Reads the counts; each is exact, together they may lag requests that complete meanwhile.</summary>
    public BackendWindow Read()
    {
        var latencies = new long[LatencyBuckets.Count];
        var failures = 0L;
        foreach (var stripe in _stripes)
        {
            for (var i = 0; i < latencies.Length; i++)
                latencies[i] += Volatile.Read(ref stripe[i]);
            failures += Volatile.Read(ref stripe[FailureCell]);
        }

        return new(failures, latencies);
    }
}
