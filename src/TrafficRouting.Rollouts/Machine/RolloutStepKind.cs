namespace TrafficRouting.Rollouts;

internal enum RolloutStepKind
{
    SetWeight,
    Pause,
    Analyze,
}
