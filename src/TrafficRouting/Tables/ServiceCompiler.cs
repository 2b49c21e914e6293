using System.Runtime.InteropServices;

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
        if (reuse && previous is { HasOverlays: false } && overlays.Count == 0 && Recompile(name, options, backends, previous, context) is { } recompiled)
            return recompiled;
        var compiler = new ServiceCompiler(new(name, options), backends, overlays, previous, reuse, context);
        foreach (var (routeName, route) in options.Routes)
        {
            if (route.Enabled)
                compiler.Add(routeName, route);
        }

        return compiler.Build();
    }

    // What changed in nothing that decides its place takes that of the route before, so that nothing is sorted again.
    private static ServiceTable? Recompile(string name, ServiceOptions options, IReadOnlyDictionary<string, Backend> backends, ServiceTable previous, TableContext context)
    {
        var changes = EntryChanges<RouteOptions>.Between(previous.Service.Options.Routes, options.Routes);
        if (!changes.IsInOrder || !changes.HasSameNames || !changes.Changed.TrueForAll(r => HasSamePlace(changes.Before(r.Key), r.Value)) || !previous.HasBackendsOf(backends))
            return null;

        var service = new Service(name, options);
        var compiler = new RouteCompiler(service, backends, previous: null, reuse: true, context);
        // Two routes may be the very same options, of which the name decides.
        var changed = changes.Changed.Select(r => changes.Before(r.Key)).ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var routes = new Route[previous.Service.Routes.Length];
        for (var i = 0; i < routes.Length; i++)
        {
            var known = previous.Service.Routes[i];
            var route = changed.Contains(known.Options) ? options.Routes[known.Name] : known.Options;
            routes[i] = ReferenceEquals(route, known.Options) ? known.For(service) : compiler.Compile(known.Name, route, overlay: null, known);
            routes[i].Place = i;
        }

        service.Routes = ImmutableCollectionsMarshal.AsImmutableArray(routes);
        var rules = new Rule[previous.Rules.Length];
        for (var i = 0; i < rules.Length; i++)
            rules[i] = new(routes[previous.Rules[i].Route.Place], previous.Rules[i].Matcher, previous.Rules[i].Matcher.Path);
        return new(service, rules, [], previous);
    }

    private static bool HasSamePlace(RouteOptions before, RouteOptions after) =>
        before.Enabled == after.Enabled && before.Order == after.Order && before.Matches.SequenceEqual(after.Matches, ReferenceEqualityComparer.Instance);

    private static IList<MatchOptions> Matches(RouteOptions route) => route.Matches.Count == 0 ? Everything : route.Matches;

    private void Add(string name, RouteOptions options)
    {
        var overlay = Overlay(name);
        var route = _routeCompiler.Compile(name, options, overlay);
        _routes.Add(route);
        var priority = new List<(RouteOptions Options, Route Route)>();
        foreach (var (priorityName, priorityOptions) in overlay?.PriorityRoutes ?? System.Collections.Immutable.ImmutableDictionary<string, RouteOptions>.Empty)
            priority.Add((priorityOptions, _routeCompiler.Compile(priorityName, PriorityRoute.Complete(priorityOptions, options), overlay!.ForPriority())));

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
        for (var i = 0; i < _routes.Count; i++)
            _routes[i].Place = i;
        _service.Routes = [.. _routes];
        return new(_service, RankedRule.Sort(_rules), _overlays, _previous);
    }
}
