using TrafficRouting.Rollouts;

namespace AutomatedCanary;

/// <summary>What was to be seen at one moment: the canary's weight, and its error rate since the moment before.</summary>
internal sealed record Moment(RolloutPhase Phase, double Weight, double ErrorRate);
