namespace TrafficRouting.Rollouts;

/// <summary>Where a rollout stands.</summary>
public enum RolloutPhase
{
    /// <summary>Not begun: all traffic on the stable backend.</summary>
    Pending,

    /// <summary>A weight was set; the next step follows at once.</summary>
    Progressing,

    /// <summary>Waiting at the weight reached: by a step, by a command, or because analysis stayed inconclusive.</summary>
    Paused,

    /// <summary>Waiting at the weight reached for the analysis to pass.</summary>
    Analyzing,

    /// <summary>All steps are done; all traffic moves to the canary.</summary>
    Promoting,

    /// <summary>All traffic on the canary, for good.</summary>
    Completed,

    /// <summary>Ended by a command or by a change of configuration: all traffic on the stable backend.</summary>
    Aborted,

    /// <summary>Ended by analysis: all traffic on the stable backend.</summary>
    RolledBack,
}
