using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>What a measurement found of one metric.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Canary">The canary's value: a success share of 0 to 1, a latency in seconds, or a custom metric's number; absent when unknown.</param>
/// <param name="Stable">The stable backend's value, in the same unit.</param>
/// <param name="Evidence">How strongly everything seen so far speaks against the canary: 1 and less is nothing, the threshold is failure.</param>
/// <param name="Threshold">The evidence at which the metric fails.</param>
/// <param name="Reason">The outcome in words.</param>
internal sealed record MetricView(
    string Name, RolloutVerdict Verdict, double? Canary, double? Stable, double? Evidence, double? Threshold, string Reason)
{
    public static MetricView Of(MetricResult result) =>
        new(result.Metric, result.Verdict, result.Canary, result.Stable, result.Evidence, result.Threshold, result.Reason);
}
