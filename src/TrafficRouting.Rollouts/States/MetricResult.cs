namespace TrafficRouting.Rollouts;

/// <summary>What a measurement found of one metric.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Canary">The canary's value in the window: a success share of 0 to 1, a latency in seconds, or a custom metric's number; null when unknown.</param>
/// <param name="Stable">The stable backend's value in the window, in the same unit; null when unknown.</param>
/// <param name="Evidence">
/// How strongly everything seen so far speaks against the canary, as a betting score: 1 and less is nothing, <paramref name="Threshold"/> is
/// failure. Null for custom metrics.
/// </param>
/// <param name="Threshold">The evidence at which the metric fails; null for custom metrics.</param>
/// <param name="Reason">The outcome in words.</param>
public sealed record MetricResult(
    string Metric, RolloutVerdict Verdict, double? Canary, double? Stable, double? Evidence, double? Threshold, string Reason);
