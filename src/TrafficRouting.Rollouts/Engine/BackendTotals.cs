namespace TrafficRouting.Rollouts;

/// <summary>What one backend answered to this process since it began observing.</summary>
/// <param name="Requests">The number of first attempts.</param>
/// <param name="Failures">The number of those that failed.</param>
/// <param name="Latency50">The median time until response headers of those that did not fail; null without any.</param>
/// <param name="Latency99">The 99th percentile of the same.</param>
public sealed record BackendTotals(long Requests, long Failures, TimeSpan? Latency50, TimeSpan? Latency99)
{
    internal static BackendTotals Of(BackendWindow window) => new(window.Requests, window.Failures, window.Percentile(50), window.Percentile(99));
}
