namespace TrafficRouting;

/// <summary>One match of a route, with the decisions it can lead to made in advance.</summary>
internal sealed class Rule
{
    // One per backend of the route, in its order; a single one for a route that answers itself.
    private readonly RouteDecision[] _decisions;

    private readonly PathMatch _path;

    public Rule(Route route, RequestMatcher matcher, PathMatch path)
    {
        Route = route;
        Matcher = matcher;
        _path = path;
        _decisions = route.Backends.IsEmpty
            ? [new(route.Service, route, backend: null, path)]
            : Decisions(route, path);
        Only = route.Choice is not { } choice ? _decisions[0] : choice.Only >= 0 ? _decisions[choice.Only] : null;
    }

    public Route Route { get; }

    public RequestMatcher Matcher { get; }

    /// <summary>Gets the only decision that it leads to, or null where there is a choice to make.</summary>
    public RouteDecision? Only { get; }

    /// <summary>Decides by the route's weights.</summary>
    public RouteDecision Decide<TRequest>(in TRequest request, RandomSource random)
        where TRequest : struct, IRoutableRequest =>
        Only ?? _decisions[Route.Choice!.Select(in request, random)];

    /// <summary>Decides for a backend of the caller's choice, also for one that the route does not split to.</summary>
    public RouteDecision Decide(Backend backend)
    {
        foreach (var decision in _decisions)
        {
            if (decision.Backend == backend)
                return decision;
        }

        return new(Route.Service, Route, backend, _path);
    }

    private static RouteDecision[] Decisions(Route route, PathMatch path)
    {
        var decisions = new RouteDecision[route.Backends.Length];
        for (var i = 0; i < decisions.Length; i++)
            decisions[i] = new(route.Service, route, route.Backends[i].Backend, path);
        return decisions;
    }
}
