using TrafficRouting.Rollouts;

namespace TrafficRouting.Cli;

/// <summary>What the last measurement found of one metric.</summary>
internal sealed record MetricReading(
    string Name, RolloutVerdict Verdict, double? Canary, double? Stable, double? Evidence, double? Threshold, double? DetectableRatio, bool IsDryRun, string Reason);
