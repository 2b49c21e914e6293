using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>What one backend answered to this process since it began observing.</summary>
/// <param name="Requests">The first attempts.</param>
/// <param name="Failures">Those that failed.</param>
/// <param name="Cancellations">First attempts that were ended from outside, by callers or timeouts; they are not among the requests.</param>
/// <param name="P50">The median time until response headers of those that did not, in seconds; absent without any.</param>
/// <param name="P99">The 99th percentile of the same.</param>
internal sealed record TotalsView(long Requests, long Failures, long Cancellations, double? P50, double? P99)
{
    public static TotalsView Of(BackendTotals totals) =>
        new(totals.Requests, totals.Failures, totals.Cancellations, totals.Latency50?.TotalSeconds, totals.Latency99?.TotalSeconds);
}
