namespace TrafficRouting.Rollouts;

/// <summary>What a person has to confirm: the rollout pauses before it until it is resumed or promoted.</summary>
public enum RolloutGate
{
    /// <summary>That the rollout begins.</summary>
    Start,

    /// <summary>Each step that gives the canary a higher weight.</summary>
    WeightIncrease,

    /// <summary>That the canary gets all traffic at the end.</summary>
    Promotion,
}
