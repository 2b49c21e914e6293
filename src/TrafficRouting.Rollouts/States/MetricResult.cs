namespace TrafficRouting.Rollouts;

/// <summary>What a measurement found of one metric.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Verdict">The outcome.</param>
/// <param name="Canary">The canary's value in the window: a success share of 0 to 1, a latency in seconds, or a custom metric's number; null when unknown.</param>
/// <param name="Stable">The stable backend's value in the window, in the same unit; null when unknown.</param>
/// <param name="Evidence">
/// How strongly everything seen so far speaks against the canary in the test that is nearest to failing, as a betting score: 1 and less is
/// nothing, <paramref name="Threshold"/> is failure. Null for custom metrics.
/// </param>
/// <param name="Threshold">The evidence at which the metric fails; null for custom metrics.</param>
/// <param name="Reason">The outcome in words.</param>
public sealed record MetricResult(
    string Metric, RolloutVerdict Verdict, double? Canary, double? Stable, double? Evidence, double? Threshold, string Reason)
{
    /// <summary>
    /// Gets how many times as often as the stable backend a canary must fail to be caught with a probability of about 90 % within this step,
    /// at the traffic of the window; null when not even one that fails everything would be, and for other metrics than a compared success rate.
    /// </summary>
    public double? DetectableRatio { get; init; }

    /// <summary>Gets a value indicating whether the metric has no effect on the rollout.</summary>
    public bool IsDryRun { get; init; }
}
