namespace TrafficRouting.Rollouts;

/// <summary>What one backend answered over some time. Immutable.</summary>
internal sealed class BackendWindow
{
    // More than any replica sees in an interval, and few enough to be compared within a second.
    private const long MaxRequests = 1L << 36;

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

    public BackendWindow Plus(BackendWindow other) => IsEmpty ? other : Combine(other, 1);

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

    /// <summary>Writes the window as numbers: failures, redirections, client errors, cancellations, then by turns each bucket that has requests and their number.</summary>
    public long[] ToCounts()
    {
        var counts = new List<long> { Failures, Redirections, ClientErrors, Cancellations };
        for (var i = 0; i < _latencies.Length; i++)
        {
            if (_latencies[i] > 0)
                counts.AddRange(i, _latencies[i]);
        }

        return [.. counts];
    }

    /// <summary>Reads what <see cref="ToCounts"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static BackendWindow FromCounts(long[] counts)
    {
        if (counts is not { Length: >= 4 } || counts.Length % 2 != 0 || counts.Any(c => c is < 0 or > MaxRequests))
            throw new FormatException("its counts are no counts");
        var latencies = new long[LatencyBuckets.Count];
        for (var i = 4; i < counts.Length; i += 2)
            latencies[counts[i] < latencies.Length ? counts[i] : throw new FormatException("it has a latency that there is not")] += counts[i + 1];
        var window = new BackendWindow(counts[0], latencies) { Redirections = counts[1], ClientErrors = counts[2], Cancellations = counts[3] };
        return window.Requests + window.Cancellations <= MaxRequests ? window : throw new FormatException("it counts more requests than a replica sees");
    }

    private BackendWindow Combine(BackendWindow other, int sign)
    {
        if (other.IsEmpty)
            return this;
        var latencies = new long[_latencies.Length];
        for (var i = 0; i < latencies.Length; i++)
            latencies[i] = _latencies[i] + (sign * other._latencies[i]);
        return new(Failures + (sign * other.Failures), latencies)
        {
            Redirections = Redirections + (sign * other.Redirections),
            ClientErrors = ClientErrors + (sign * other.ClientErrors),
            Cancellations = Cancellations + (sign * other.Cancellations),
        };
    }
}
