namespace TrafficRouting;

/// <summary>Compiles one service: its routes, and their matches as one ordered list of rules.</summary>
internal sealed class ServiceCompiler
{
    private static readonly IList<MatchOptions> Everything = [new()];

    private readonly Service _service;
    private readonly IReadOnlyList<RouteOverlay> _overlays;
    private readonly ServiceTable? _previous;
    private readonly RouteCompiler _routeCompiler;
    private readonly TableContext _context;
    private readonly Dictionary<MatchOptions, RequestMatcher> _known = new(ReferenceEqualityComparer.Instance);
    private readonly List<Route> _routes = [];
    private readonly List<RankedRule> _rules = [];

    private ServiceCompiler(
        Service service, IReadOnlyDictionary<string, Backend> backends, IReadOnlyList<RouteOverlay> overlays, ServiceTable? previous, bool reuse, TableContext context)
    {
        _service = service;
        _overlays = overlays;
        _previous = reuse ? previous : null;
        _context = context;
        _routeCompiler = new(service, backends, previous?.Service, _previous?.HasBackendsOf(backends) is true, context);
        foreach (var rule in _previous is null ? [] : _previous.Rules)
            _known.TryAdd(rule.Matcher.Options, rule.Matcher);
    }

    /// <summary>Compiles a service.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Its options.</param>
    /// <param name="backends">All backends.</param>
    /// <param name="overlays">The overlays of its routes that apply.</param>
    /// <param name="previous">The service of this name in the table in force.</param>
    /// <param name="reuse">Whether matches that are the same objects as before are handed on.</param>
    /// <param name="context">What the table shares with others.</param>
    public static ServiceTable Compile(
        string name,
        ServiceOptions options,
        IReadOnlyDictionary<string, Backend> backends,
        IReadOnlyList<RouteOverlay> overlays,
        ServiceTable? previous,
        bool reuse,
        TableContext context)
    {
        var compiler = new ServiceCompiler(new(name, options), backends, overlays, previous, reuse, context);
        foreach (var (routeName, route) in options.Routes)
        {
            if (route.Enabled)
                compiler.Add(routeName, route);
        }

        return compiler.Build();
    }

    private static IList<MatchOptions> Matches(RouteOptions route) => route.Matches.Count == 0 ? Everything : route.Matches;

    private void Add(string name, RouteOptions options)
    {
        var overlay = Overlay(name);
        var route = _routeCompiler.Compile(name, options, overlay);
        _routes.Add(route);
        var priority = overlay?.PriorityRoutes is { } before
            ? before.Select(p => (p.Value, _routeCompiler.Compile(p.Key, PriorityRoute.Complete(p.Value, options), overlay.ForPriority()))).ToList()
            : [];
        foreach (var match in Matches(options))
        {
            var matcher = _known.GetValueOrDefault(match) ?? RequestMatcher.Compile(match, _context.Failures);
            _rules.Add(Rank(new(route, matcher, matcher.Path), isPriority: false));
            foreach (var (inner, priorityRoute) in priority)
            {
                foreach (var both in Matches(inner))
                    _rules.Add(Rank(new(priorityRoute, RequestMatcher.Compile(new() { AllOf = { match, both } }, _context.Failures), matcher.Path), isPriority: true));
            }

            RankedRule Rank(Rule rule, bool isPriority) => new(rule, options.Order, matcher.Specificity, name, isPriority);
        }

        foreach (var (_, priorityRoute) in priority)
            _routes.Add(priorityRoute);
    }

    private RouteOverlay? Overlay(string route)
    {
        foreach (var overlay in _overlays)
        {
            if (overlay.Covers(_service.Name, route))
                return overlay;
        }

        return null;
    }

    private ServiceTable Build()
    {
        _routes.Sort(static (one, other) => one.Options.Order.CompareTo(other.Options.Order) is not 0 and var order ? order : string.CompareOrdinal(one.Name, other.Name));
        _service.Routes = [.. _routes];
        return new(_service, RankedRule.Sort(_rules), _overlays, _previous);
    }
}
