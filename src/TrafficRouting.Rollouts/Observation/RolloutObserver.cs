using TrafficRouting.Http;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Takes first attempts that were sent to a backend. Retries are not judged, for they would count one bad request several times;
/// cancellations by the caller and what failed before it was sent say nothing of the backend.
/// </summary>
internal sealed class RolloutObserver(RolloutObservationHub hub) : IRoutingObserver
{
    public void OnCompleted(in RoutedAttempt attempt)
    {
        if (attempt is { Exception: not null, IsSent: false })
            return;
        if (attempt is { IsFirstAttempt: true, IsCallerCancellation: false, Decision: { Route: { } route, Backend: { } backend } })
            hub.Add(route.Service.Name, route.Name, backend.Name, attempt.StatusCode, attempt.Exception, attempt.Duration);
    }
}
