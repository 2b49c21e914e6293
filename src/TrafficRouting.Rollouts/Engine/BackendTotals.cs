namespace TrafficRouting.Rollouts;

/// <summary>What one backend answered to this process since it began observing.</summary>
/// <param name="Requests">The number of first attempts that were answered or failed.</param>
/// <param name="Failures">The number of those that failed.</param>
/// <param name="Cancellations">The number of first attempts that were ended from outside, by callers or timeouts; they are not among the requests.</param>
/// <param name="Latency50">The median time until response headers of those that did not fail; null without any.</param>
/// <param name="Latency99">The 99th percentile of the same.</param>
public sealed record BackendTotals(long Requests, long Failures, long Cancellations, TimeSpan? Latency50, TimeSpan? Latency99)
{
    internal static BackendTotals Of(BackendWindow window) => new(window.Requests, window.Failures, window.Cancellations, window.Percentile(50), window.Percentile(99));
}
