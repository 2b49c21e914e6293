using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>What the windows so far say of one metric. Kept with the rollout's state, so that a restart forgets nothing. Immutable.</summary>
public sealed record MetricEvidence
{
    /// <summary>Gets the metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>Gets the metric's definition; evidence collected under another one does not count.</summary>
    public required string Definition { get; init; }

    /// <summary>Gets the evidence of each test of the metric that has some.</summary>
    public ImmutableDictionary<EvidenceKind, TestEvidence> Tests { get; init; } = ImmutableDictionary<EvidenceKind, TestEvidence>.Empty;

    /// <summary>Gets the bucket of the stable backend's latency percentile, against which the next window is compared; -1 before the first.</summary>
    public int ReferenceBucket { get; init; } = -1;

    internal TestEvidence Of(EvidenceKind kind) => Tests.GetValueOrDefault(kind, TestEvidence.None);
}
