using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>What the windows so far say of one metric. Kept with the rollout's state, so that a restart forgets nothing. Immutable.</summary>
public sealed record MetricEvidence
{
    /// <summary>Gets the metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Gets the metric's definition; evidence collected under another one does not count.</summary>
    public required string Definition { get; init; }

    /// <summary>Gets the log likelihood ratios of the comparison with the stable backend, one for each supposed effect.</summary>
    public ImmutableArray<double> Comparison { get; init; } = Evidence.None;

    /// <summary>Gets the log likelihood ratios of the test against the absolute bound, one for each supposed effect.</summary>
    public ImmutableArray<double> Bound { get; init; } = Evidence.None;

    /// <summary>Gets the bucket of the stable backend's latency percentile, against which the next window is compared; -1 before the first.</summary>
    public int ReferenceBucket { get; init; } = -1;
}
