using TrafficRouting.Http;

namespace TrafficRouting.Testing;

/// <summary>Stands before the routing handler and asks it for the backend that the test dictates, for each new decision.</summary>
internal sealed class PickHandler(TrafficRouter router, ScriptedPicks picks) : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var onlyForThisAttempt = Pick(request);
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            if (onlyForThisAttempt)
                request.SetBackend(null);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var onlyForThisAttempt = Pick(request);
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (onlyForThisAttempt)
                request.SetBackend(null);
        }
    }

    // A pick stays with its request, as a decision does, unless the route draws for each attempt.
    private bool Pick(HttpRequestMessage request)
    {
        if (picks.Count == 0 || router.Explain(request).Route is not { } route)
            return false;

        // A retry keeps the decision of its first attempt, unless the route draws for each.
        if (request.GetRouteDecision() is not null && route.Options.DecideOn is DecisionScope.InitialAttempt)
            return false;
        if (picks.TryTake(route, router.Table) is not { } backend)
            return false;

        request.SetBackend(backend);
        return route.Options.DecideOn is DecisionScope.EveryAttempt;
    }
}
