namespace TrafficRouting.Rollouts;

/// <summary>Counts the events that a test of a metric is about.</summary>
internal static class MetricEvents
{
    /// <summary>Returns the requests and events of the canary and of the stable backend.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="kind">The test.</param>
    /// <param name="canary">What the canary answered.</param>
    /// <param name="stable">What the stable backend answered.</param>
    /// <param name="referenceBucket">The bucket of the stable backend's latency percentile in an earlier window, or -1.</param>
    public static (Proportion Canary, Proportion Stable) Of(MetricPlan metric, EvidenceKind kind, BackendWindow canary, BackendWindow stable, int referenceBucket) => kind switch
    {
        EvidenceKind.Cancellations => (canary.Cancelled, stable.Cancelled),
        EvidenceKind.Redirections => (canary.Redirected, stable.Redirected),
        EvidenceKind.ClientErrors => (canary.ClientFaults, stable.ClientFaults),
        _ when metric.Kind == MetricKind.SuccessRate => (canary.Failing, stable.Failing),
        EvidenceKind.Bound => (Slower(canary, metric.MaxLatency!.Value), Slower(stable, metric.MaxLatency.Value)),
        _ when referenceBucket < 0 => default,
        // A canary whose times are at most LatencyRatio times the stable backend's exceeds that many times any time no more often than stable exceeds it.
        _ => (Slower(canary, LatencyBuckets.UpperEnd(referenceBucket) * metric.LatencyRatio), stable.SlowerThan(referenceBucket)),
    };

    // Those surely slower: a bucket that holds the limit counts as below it.
    private static Proportion Slower(BackendWindow window, TimeSpan limit) => window.SlowerThan(LatencyBuckets.IndexOf(limit));
}
