using TrafficRouting.Http;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Takes first attempts that were sent to a backend. Retries are not judged, for they would count one bad request several times;
/// what failed before it was sent says nothing of the backend.
/// </summary>
internal sealed class RolloutObserver(RolloutObservationHub hub) : IRoutingObserver
{
    public void OnCompleted(in RoutedAttempt attempt)
    {
        if (attempt is { Exception: not null, IsSent: false })
            return;
        if (attempt is not { IsFirstAttempt: true, Decision: { Route: { } route, Backend: { } backend } } || hub.Find(route.Service.Name, route.Name) is not { } target)
            return;
        // A route of the application's own may be named like a header route, which is always laid by somebody.
        if (!target.IsHeaderRoute || route.Overlay is not null)
            target.Observations.Add(backend.Name, in attempt, target.IsHeaderRoute);
    }
}
