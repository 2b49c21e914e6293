namespace TrafficRouting;

/// <summary>Compiles one service: its routes, and their matches as one ordered list of rules.</summary>
internal sealed class ServiceCompiler
{
    private static readonly MatchOptions Everything = new();

    private readonly Service _service;
    private readonly RouteCompiler _routeCompiler;
    private readonly List<Route> _routes = [];
    private readonly List<RankedRule> _rules = [];

    private ServiceCompiler(Service service, IReadOnlyDictionary<string, Backend> backends, Service? previous)
    {
        _service = service;
        _routeCompiler = new(service, backends, previous);
    }

    public static ServiceTable Compile(
        string name,
        ServiceOptions options,
        IReadOnlyDictionary<string, Backend> backends,
        IReadOnlyList<RouteOverlay> overlays,
        Service? previous)
    {
        var service = new Service(name, options);
        var compiler = new ServiceCompiler(service, backends, previous);
        foreach (var (routeName, route) in options.Routes.Where(r => r.Value.Enabled))
            compiler.Add(routeName, route, overlays.FirstOrDefault(o => o.Covers(name, routeName)));

        return compiler.Build(overlays);
    }

    private static IEnumerable<MatchOptions> Matches(RouteOptions route) =>
        route.Matches.Count == 0 ? [Everything] : route.Matches;

    private void Add(string name, RouteOptions options, RouteOverlay? overlay)
    {
        var route = _routeCompiler.Compile(name, options, overlay);
        _routes.Add(route);

        var priority = Priority(options, overlay);
        _routes.AddRange(priority.Select(l => l.Route));

        foreach (var match in Matches(options))
        {
            var matcher = RequestMatcher.Compile(match);
            _rules.Add(Rank(new(route, matcher, matcher.Path), priority: false));
            foreach (var (priorityOptions, priorityRoute) in priority)
            {
                foreach (var inner in Matches(priorityOptions))
                    _rules.Add(Rank(new(priorityRoute, RequestMatcher.Compile(Both(match, inner)), matcher.Path), priority: true));
            }

            RankedRule Rank(Rule rule, bool priority) => new(rule, options.Order, matcher.Specificity, name, priority);
        }
    }

    private IReadOnlyList<(RouteOptions Options, Route Route)> Priority(RouteOptions options, RouteOverlay? overlay) =>
        overlay?.PriorityRoutes is { } priority
            ? [.. priority.Select(l => (l.Value, _routeCompiler.Compile(l.Key, PriorityRoute.Complete(l.Value, options), overlay.ForPriority())))]
            : [];

    private static MatchOptions Both(MatchOptions outer, MatchOptions inner)
    {
        var both = new MatchOptions();
        both.AllOf.Add(outer);
        both.AllOf.Add(inner);
        return both;
    }

    private ServiceTable Build(IReadOnlyList<RouteOverlay> overlays)
    {
        _service.Routes = [.. _routes.OrderBy(r => r.Options.Order).ThenBy(r => r.Name, StringComparer.Ordinal)];
        return new(_service, RankedRule.Sort(_rules), overlays);
    }
}
