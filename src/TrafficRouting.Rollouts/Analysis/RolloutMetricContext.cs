namespace TrafficRouting.Rollouts;

/// <summary>What a metric is asked to measure.</summary>
/// <param name="Rollout">The rollout.</param>
/// <param name="Service">The service.</param>
/// <param name="Route">The route.</param>
/// <param name="Backend">The backend measured: the canary or the stable one.</param>
/// <param name="From">The beginning of the window.</param>
/// <param name="To">The end of the window, exclusive.</param>
public sealed record RolloutMetricContext(
    string Rollout, string Service, string Route, string Backend, DateTimeOffset From, DateTimeOffset To);
