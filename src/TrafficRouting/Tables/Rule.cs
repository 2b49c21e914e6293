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
            : [.. route.Backends.Select(b => new RouteDecision(route.Service, route, b.Backend, path))];
    }

    public Route Route { get; }

    public RequestMatcher Matcher { get; }

    public RouteDecision Decide(int backend) => _decisions[backend];

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
}
