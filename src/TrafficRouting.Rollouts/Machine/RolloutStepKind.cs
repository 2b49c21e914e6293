namespace TrafficRouting.Rollouts;

internal enum RolloutStepKind
{
    /// <summary>Sets a weight, a header route or a mirror, and takes no time.</summary>
    Set,
    Pause,
    Analyze,
}
