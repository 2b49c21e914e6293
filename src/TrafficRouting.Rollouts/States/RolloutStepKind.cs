namespace TrafficRouting.Rollouts.States;

internal enum RolloutStepKind
{
    SetWeight,
    Pause,
    Analyze,
}
