using System.Collections.Frozen;

namespace TrafficRouting.Rollouts;

/// <summary>Leads observations to the rollout that owns their route. Reading takes no lock and as long for many rollouts as for one.</summary>
internal sealed class RolloutObservationHub
{
    private volatile FrozenDictionary<(string Service, string Route), ObservedRoute> _byRoute =
        FrozenDictionary<(string Service, string Route), ObservedRoute>.Empty;

    public void Replace(IEnumerable<RolloutObservations> all)
    {
        var byRoute = new Dictionary<(string Service, string Route), ObservedRoute>(RouteNameComparer.Instance);
        foreach (var observations in all)
        {
            byRoute[(observations.Service, observations.Route)] = new(observations, IsHeaderRoute: false);
            byRoute.TryAdd((observations.Service, RolloutOverlay.HeaderRouteOf(observations.Route)), new(observations, IsHeaderRoute: true));
        }

        _byRoute = byRoute.ToFrozenDictionary(RouteNameComparer.Instance);
    }

    public ObservedRoute? Find(string service, string route) => _byRoute.GetValueOrDefault((service, route));
}
