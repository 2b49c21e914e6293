using TrafficRouting.Rollouts;

namespace Fleet;

/// <summary>What is to happen to the fleet, and how it must end on every replica.</summary>
internal sealed record Act(string Name, RolloutPhase Expected)
{
    /// <summary>Gets the share of the canary's requests that fail.</summary>
    public double FailingShare { get; init; }

    /// <summary>Gets a value indicating whether a person aborts the rollout, on one process.</summary>
    public bool Abort { get; init; }
}
