namespace TrafficRouting.Rollouts;

/// <summary>A command that waits in a rollout's state for a replica.</summary>
/// <param name="Command">What is asked.</param>
/// <param name="By">Who asks.</param>
public sealed record RolloutRequest(RolloutCommand Command, string By);
