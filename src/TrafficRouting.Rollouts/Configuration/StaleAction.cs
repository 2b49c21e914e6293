namespace TrafficRouting.Rollouts;

/// <summary>What a replica does that has not reached the store for long.</summary>
public enum StaleAction
{
    /// <summary>It keeps the canary's weight that it knew.</summary>
    Keep,

    /// <summary>It sends all traffic to the stable backend until the store answers.</summary>
    Stable,
}
