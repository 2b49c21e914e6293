namespace TrafficRouting.Rollouts;

/// <summary>Why a rollout is paused.</summary>
public enum PauseReason
{
    /// <summary>The step says so.</summary>
    Step,

    /// <summary>A person said so.</summary>
    Command,

    /// <summary>Analysis stayed inconclusive beyond its limit.</summary>
    Inconclusive,
}
