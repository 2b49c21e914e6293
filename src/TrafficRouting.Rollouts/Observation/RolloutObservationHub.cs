using System.Collections.Frozen;

namespace TrafficRouting.Rollouts;

/// <summary>Leads observations to the rollout that owns their route. Reading takes no lock and as long for many rollouts as for one.</summary>
internal sealed class RolloutObservationHub
{
    private volatile FrozenDictionary<(string Service, string Route), RolloutObservations> _byRoute =
        FrozenDictionary<(string Service, string Route), RolloutObservations>.Empty;

    public void Replace(IEnumerable<RolloutObservations> all) =>
        _byRoute = all.ToFrozenDictionary(o => (o.Service, o.Route), RouteNameComparer.Instance);

    public void Add(string service, string route, string backend, int? status, Exception? exception, TimeSpan duration)
    {
        if (_byRoute.TryGetValue((service, route), out var observations))
            observations.Add(backend, status, exception, duration);
    }
}
