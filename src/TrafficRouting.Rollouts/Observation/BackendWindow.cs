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

    /// <summary>Gets the number of requests that did not fail, redirections and client errors included.</summary>
    public long Successes { get; }

    public long Failures { get; }

    public long Redirections { get; init; }

    public long ClientErrors { get; init; }

    /// <summary>Gets the number of requests that were ended from outside; they are not among the <see cref="Requests"/>.</summary>
    public long Cancellations { get; init; }

    public long Requests => Successes + Failures;

    public bool IsEmpty => Requests + Cancellations == 0;

    public Proportion Failing => new(Requests, Failures);

    public Proportion Cancelled => new(Requests + Cancellations, Cancellations);

    public Proportion Redirected => new(Requests, Redirections);

    public Proportion ClientFaults => new(Requests, ClientErrors);

    public BackendWindow Since(BackendWindow earlier) => Combine(earlier, -1);

    public BackendWindow Plus(BackendWindow other) => Combine(other, 1);

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

    private BackendWindow Combine(BackendWindow other, int sign) =>
        new(Failures + (sign * other.Failures), [.. _latencies.Zip(other._latencies, (mine, theirs) => mine + (sign * theirs))])
        {
            Redirections = Redirections + (sign * other.Redirections),
            ClientErrors = ClientErrors + (sign * other.ClientErrors),
            Cancellations = Cancellations + (sign * other.Cancellations),
        };
}
