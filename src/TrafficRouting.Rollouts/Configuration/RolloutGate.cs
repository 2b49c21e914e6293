namespace TrafficRouting.Rollouts;

/// <summary>What a person has to confirm: the rollout pauses before it until it is resumed or promoted.</summary>
internal enum RolloutGate
{
    Start,
    WeightIncrease,
    Promotion,
}
