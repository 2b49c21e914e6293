using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>What a measurement found of one metric.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Canary">The canary's value: a success share of 0 to 1, a latency in seconds, or a custom metric's number; absent when unknown.</param>
/// <param name="Stable">The stable backend's value, in the same unit.</param>
/// <param name="Evidence">How strongly everything seen so far speaks against the canary: 1 and less is nothing, the threshold is failure.</param>
/// <param name="Threshold">The evidence at which the metric fails.</param>
/// <param name="DetectableRatio">How many times as often as the stable backend a canary must fail to be caught with a probability of about 90 % within this step; absent where not even one that fails everything would be.</param>
/// <param name="IsDryRun">Whether the metric has no effect on the rollout.</param>
/// <param name="Reason">The outcome in words.</param>
internal sealed record MetricView(
    string Name, RolloutVerdict Verdict, double? Canary, double? Stable, double? Evidence, double? Threshold, double? DetectableRatio, bool IsDryRun, string Reason)
{
    public static MetricView Of(MetricResult result) =>
        new(result.Metric, result.Verdict, result.Canary, result.Stable, result.Evidence, result.Threshold, result.DetectableRatio, result.IsDryRun, result.Reason);
}
