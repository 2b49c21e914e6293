using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>One measurement of a rollout.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Verdict">The worst of its metrics' verdicts.</param>
/// <param name="Metrics">What was found of each metric.</param>
public sealed record RolloutMeasurement(DateTimeOffset At, RolloutVerdict Verdict, ImmutableArray<MetricResult> Metrics);
