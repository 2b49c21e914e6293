using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>Compiles the routes of one service.</summary>
internal sealed class RouteCompiler(
    Service service, IReadOnlyDictionary<string, Backend> backends, Service? previous, TableContext context)
{
    private readonly Dictionary<string, Route> _previous =
        previous is null ? [] : previous.Routes
            .DistinctBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(r => r.Name, StringComparer.OrdinalIgnoreCase);

    public Route Compile(string name, RouteOptions options, RouteOverlay? overlay) => new(
        service,
        name,
        options,
        Targets(overlay?.Weights ?? options.Weights.AsReadOnly()),
        Mirrors(options, overlay),
        overlay?.Owner,
        _previous.GetValueOrDefault(name),
        context);

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
            targets[i] = new(backends[names[i]], weights[names[i]]);
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
            .Select(m => new Mirror(backends[m.Key], m.Value)),
    ];
}
