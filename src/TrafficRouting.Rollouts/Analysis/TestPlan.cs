namespace TrafficRouting.Rollouts;

/// <summary>One statistical test of a metric. Immutable.</summary>
/// <param name="Kind">What it asks.</param>
/// <param name="LogThreshold">The logarithm of the evidence at which the canary fails.</param>
/// <param name="FailureLimit">The bad intervals tolerated.</param>
internal sealed record TestPlan(EvidenceKind Kind, double LogThreshold, int FailureLimit)
{
    /// <summary>Gets the logarithm of the factor by which one interval multiplies the evidence at most; without a limit one interval may decide.</summary>
    public double LogCap => FailureLimit == 0 ? double.PositiveInfinity : LogThreshold / (FailureLimit + 1.0);

    /// <summary>Gets the logarithm of the evidence from which the metric no longer passes: halfway to failure, or one bad interval.</summary>
    public double LogDoubt => LogThreshold / Math.Max(2, FailureLimit + 1.0);
}
