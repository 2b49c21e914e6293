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

    // A pick stays with its request, as a decision does, unless the route or a retry draws for each attempt.
    private bool Pick(HttpRequestMessage request)
    {
        if (picks.Count == 0 || router.Explain(request).Route is not { } route)
            return false;

        request.Options.TryGetValue(RequestKeys.Logical, out var logical);
        var ofEachAttempt = route.Options.DecideOn is DecisionScope.EveryAttempt || logical is { DecidesEveryAttempt: true };
        // A retry or a hedge keeps the decision of its first attempt.
        if (!ofEachAttempt && (request.GetRouteDecision() ?? logical?.Decision) is not null)
            return false;
        if (picks.TryTake(route, router.Table) is not { } backend)
            return false;

        request.SetBackend(backend);
        return ofEachAttempt;
    }
}
