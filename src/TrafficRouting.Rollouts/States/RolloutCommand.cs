namespace TrafficRouting.Rollouts;

/// <summary>What a person may ask of a rollout.</summary>
public enum RolloutCommand
{
    /// <summary>End the current step now and go on with the next.</summary>
    Promote,

    /// <summary>Skip all that is left and move all traffic to the canary.</summary>
    PromoteFull,

    /// <summary>Stay at the weight reached until resumed.</summary>
    Pause,

    /// <summary>End a pause, whatever caused it.</summary>
    Resume,

    /// <summary>End the rollout: all traffic back to the stable backend.</summary>
    Abort,

    /// <summary>Begin an aborted or rolled back rollout anew, with nothing held against it.</summary>
    Retry,
}
