namespace TrafficRouting.Rollouts;

/// <summary>What one backend answered over some time. Immutable.</summary>
internal sealed class BackendWindow
{
    private readonly long[] _latencies;

    public BackendWindow(long failures, long[] latencies)
    {
        _latencies = latencies;
        Successes = latencies.Sum();
        Failures = failures;
    }

    public static BackendWindow Empty { get; } = new(0, new long[LatencyBuckets.Count]);

    public long Successes { get; }

    public long Failures { get; }

    public long Requests => Successes + Failures;

    public Proportion Failing => new(Requests, Failures);

    public BackendWindow Since(BackendWindow earlier) =>
        new(Failures - earlier.Failures, [.. _latencies.Zip(earlier._latencies, (now, then) => now - then)]);

    public BackendWindow Plus(BackendWindow later) =>
        new(Failures + later.Failures, [.. _latencies.Zip(later._latencies, (then, more) => then + more)]);

    /// <summary>Returns how many of the successes were slower than the bucket.</summary>
    public Proportion SlowerThan(int bucket) => new(Successes, _latencies.Skip(bucket + 1).Sum());

    /// <summary>Returns the bucket that holds the percentile, or -1 when there was no success.</summary>
    public int PercentileBucket(double percentile)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(Successes * percentile / 100));
        var seen = 0L;
        for (var i = 0; i < _latencies.Length; i++)
        {
            seen += _latencies[i];
            if (seen >= rank)
                return i;
        }

        return -1;
    }

    /// <summary>Returns the percentile, rounded up to the end of its bucket, or null when there was no success.</summary>
    public TimeSpan? Percentile(double percentile) =>
        PercentileBucket(percentile) is >= 0 and var bucket ? LatencyBuckets.UpperEnd(bucket) : null;
}
