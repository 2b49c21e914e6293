namespace TrafficRouting.Rollouts;

/// <summary>What the windows so far say of one metric. Kept with the rollout's state, so that a restart forgets nothing. Immutable.</summary>
public sealed record MetricEvidence
{
    /// <summary>Gets the metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Gets the metric's definition; evidence collected under another one does not count.</summary>
    public required string Definition { get; init; }

    /// <summary>Gets the evidence of the comparison with the stable backend.</summary>
    public TestEvidence Comparison { get; init; } = TestEvidence.None;

    /// <summary>Gets the evidence of the test against the absolute bound.</summary>
    public TestEvidence Bound { get; init; } = TestEvidence.None;

    /// <summary>Gets the bucket of the stable backend's latency percentile, against which the next window is compared; -1 before the first.</summary>
    public int ReferenceBucket { get; init; } = -1;
}
