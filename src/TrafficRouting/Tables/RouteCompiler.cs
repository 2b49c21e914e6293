using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>Compiles the routes of one service.</summary>
internal sealed class RouteCompiler
{
    private readonly Service _service;
    private readonly IReadOnlyDictionary<string, Backend> _backends;
    private readonly bool _reuse;
    private readonly TableContext _context;
    private readonly Service? _before;
    private Dictionary<string, Route>? _previous;

    /// <summary>Initializes a compiler.</summary>
    /// <param name="service">The service.</param>
    /// <param name="backends">All backends.</param>
    /// <param name="previous">The service in the table in force, or null.</param>
    /// <param name="reuse">Whether its routes with the very same options are handed on: they and their backends are unchanged then.</param>
    /// <param name="context">What the table shares with others.</param>
    public RouteCompiler(Service service, IReadOnlyDictionary<string, Backend> backends, Service? previous, bool reuse, TableContext context)
    {
        (_service, _backends, _before, _reuse, _context) = (service, backends, previous, reuse, context);
    }

    public Route Compile(string name, RouteOptions options, RouteOverlay? overlay)
    {
        var known = (_previous ??= ByName(_before)).GetValueOrDefault(name);
        if (_reuse && overlay is null && known is { Overlay: null } && ReferenceEquals(known.Options, options) && known.Name.Equals(name, StringComparison.Ordinal))
            return known.For(_service);
        return Compile(name, options, overlay, known);
    }

    /// <summary>Compiles a route anew.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Its options.</param>
    /// <param name="overlay">What is laid over it, or null.</param>
    /// <param name="known">The route of this name in the table in force, whose positions live on, or null.</param>
    public Route Compile(string name, RouteOptions options, RouteOverlay? overlay, Route? known) =>
        new(_service, name, options, Targets(overlay?.Weights ?? options.Weights.AsReadOnly()), Mirrors(options, overlay), overlay?.Owner, known, _context);

    private static Dictionary<string, Route> ByName(Service? service)
    {
        var routes = new Dictionary<string, Route>(service?.Routes.Length ?? 0, StringComparer.OrdinalIgnoreCase);
        foreach (var route in service?.Routes ?? [])
            routes.TryAdd(route.Name, route);
        return routes;
    }

    // By name, so that every replica numbers them alike whatever the order of the configuration's sources.
    private ImmutableArray<WeightedBackend> Targets(IReadOnlyDictionary<string, int> weights)
    {
        var names = new string[weights.Count];
        var count = 0;
        foreach (var name in weights.Keys)
            names[count++] = name;
        Array.Sort(names, StringComparer.OrdinalIgnoreCase);
        var targets = new WeightedBackend[names.Length];
        for (var i = 0; i < targets.Length; i++)
            targets[i] = new(_backends[names[i]], weights[names[i]]);
        return ImmutableCollectionsMarshal.AsImmutableArray(targets);
    }

    private ImmutableArray<Mirror> Mirrors(RouteOptions options, RouteOverlay? overlay) =>
        options.Mirrors.Count == 0 && overlay?.Mirrors is null ? [] : Sorted(options, overlay);

    private ImmutableArray<Mirror> Sorted(RouteOptions options, RouteOverlay? overlay) =>
    [
        .. (overlay?.Mirrors ?? Enumerable.Empty<KeyValuePair<string, MirrorOptions>>())
            .Concat(options.Mirrors)
            .DistinctBy(m => m.Key, StringComparer.OrdinalIgnoreCase)
            .Where(m => m.Value.Enabled && m.Value.Percentage > 0)
            .OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase)
            .Select(m => new Mirror(_backends[m.Key], m.Value)),
    ];
}
