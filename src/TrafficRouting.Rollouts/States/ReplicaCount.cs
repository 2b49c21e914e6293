namespace TrafficRouting.Rollouts;

/// <summary>What was counted of one replica's evidence in the present attempt.</summary>
/// <param name="Window">The number of the last window counted; what comes after it is not counted yet.</param>
/// <param name="Canary">The canary's requests counted.</param>
/// <param name="Stable">The stable backend's requests counted.</param>
public sealed record ReplicaCount(long Window, long Canary, long Stable);
