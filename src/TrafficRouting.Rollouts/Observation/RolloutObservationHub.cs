namespace TrafficRouting.Rollouts.Observation;

/// <summary>Leads observations to the rollout that owns their route. Reading takes no lock; a process has few rollouts.</summary>
internal sealed class RolloutObservationHub
{
    private volatile RolloutObservations[] _all = [];

    public void Replace(IEnumerable<RolloutObservations> all) => _all = [.. all];

    public void Add(string service, string route, string backend, int? status, Exception? exception, TimeSpan duration)
    {
        foreach (var observations in _all)
        {
            if (!observations.Covers(service, route))
                continue;
            observations.Add(backend, status, exception, duration);
            return;
        }
    }
}
