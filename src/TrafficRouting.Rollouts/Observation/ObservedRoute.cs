namespace TrafficRouting.Rollouts;

/// <summary>Whose attempts a route's are.</summary>
internal sealed record ObservedRoute(RolloutObservations Observations, bool IsHeaderRoute);
