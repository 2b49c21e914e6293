using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>Compiles the routes of one service.</summary>
internal sealed class RouteCompiler(
    Service service, IReadOnlyDictionary<string, Backend> backends, Service? previous, TableContext context)
{
    private readonly Dictionary<string, Route> _previous =
        previous?.Routes
            .DistinctBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(r => r.Name, StringComparer.OrdinalIgnoreCase) ?? [];

    public Route Compile(string name, RouteOptions options, RouteOverlay? overlay) => new(
        service,
        name,
        options,
        Targets(overlay?.Weights ?? options.Weights.AsReadOnly()),
        Mirrors(options, overlay),
        overlay?.Owner,
        _previous.GetValueOrDefault(name)?.Choice,
        context);

    // By name, so that every replica numbers them alike whatever the order of the configuration's sources.
    private ImmutableArray<WeightedBackend> Targets(IReadOnlyDictionary<string, int> weights)
    {
        KeyValuePair<string, int>[] sorted = [.. weights];
        Array.Sort(sorted, static (one, other) => StringComparer.OrdinalIgnoreCase.Compare(one.Key, other.Key));
        var targets = ImmutableArray.CreateBuilder<WeightedBackend>(sorted.Length);
        foreach (var (name, weight) in sorted)
            targets.Add(new(backends[name], weight));
        return targets.MoveToImmutable();
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
