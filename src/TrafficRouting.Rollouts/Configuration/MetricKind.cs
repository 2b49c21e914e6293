namespace TrafficRouting.Rollouts;

/// <summary>What a metric measures.</summary>
public enum MetricKind
{
    /// <summary>The share of requests that did not fail.</summary>
    SuccessRate,

    /// <summary>A percentile of the time until response headers, of requests that did not fail.</summary>
    Latency,

    /// <summary>A number delivered by a registered <see cref="IRolloutMetric"/> of the metric's name.</summary>
    Custom,
}
