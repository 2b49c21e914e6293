using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>Compiles the routes of one service.</summary>
internal sealed class RouteCompiler(
    Service service, IReadOnlyDictionary<string, Backend> backends, Service? previous)
{
    private static readonly ImmutableArray<string> SafeMethods = ["GET", "HEAD", "OPTIONS"];

    private readonly Dictionary<string, Route> _previous =
        previous?.Routes
            .DistinctBy(r => r.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(r => r.Name, StringComparer.OrdinalIgnoreCase) ?? [];

    public Route Compile(string name, RouteOptions options, RouteOverlay? overlay)
    {
        var targets = Targets(overlay?.Weights ?? options.Weights.AsReadOnly());
        return new(service, name)
        {
            Order = options.Order,
            Backends = targets,
            Choice = targets.IsEmpty ? null : Choice(name, options, targets),
            DecideOn = options.DecideOn,
            Mirrors = Mirrors(options, overlay),
            RequestHeaders = HeaderEdits.From(options.RequestHeaders),
            ResponseHeaders = HeaderEdits.From(options.ResponseHeaders),
            Rewrite = AnswerCompiler.Rewrite(options.Rewrite),
            Redirect = AnswerCompiler.Redirect(options.Redirect),
            DirectResponse = AnswerCompiler.Response(options.DirectResponse),
            Timeout = options.Timeout,
            TimeoutStatus = options.TimeoutStatus,
            Delay = AnswerCompiler.Delay(options.Fault?.Delay),
            Abort = AnswerCompiler.Abort(options.Fault?.Abort),
            Overlay = overlay?.Owner,
        };
    }

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

    private WeightedChoice Choice(string name, RouteOptions options, ImmutableArray<WeightedBackend> targets) =>
        WeightedChoice.Create(
            [.. targets.Select(t => t.Backend.Name)],
            [.. targets.Select(t => t.Weight)],
            options.Selection,
            options.Sticky,
            options.Sticky is { } sticky ? sticky.Salt ?? $"{service.Name}/{name}".ToLowerInvariant() : null,
            _previous.GetValueOrDefault(name)?.Choice);

    private ImmutableArray<Mirror> Mirrors(RouteOptions options, RouteOverlay? overlay) =>
        options.Mirrors.Count == 0 && overlay?.Mirrors is null ? [] : Sorted(options, overlay);

    private ImmutableArray<Mirror> Sorted(RouteOptions options, RouteOverlay? overlay) =>
    [
        .. (overlay?.Mirrors ?? Enumerable.Empty<KeyValuePair<string, MirrorOptions>>())
            .Concat(options.Mirrors)
            .DistinctBy(m => m.Key, StringComparer.OrdinalIgnoreCase)
            .Where(m => m.Value.Enabled && m.Value.Percentage > 0)
            .OrderBy(m => m.Key, StringComparer.OrdinalIgnoreCase)
            .Select(m => Mirror(backends[m.Key], m.Value)),
    ];

    private static Mirror Mirror(Backend backend, MirrorOptions options) => new(backend)
    {
        Share = Percentage.FromPercent(options.Percentage),
        Methods = options.Methods.Count == 0 ? SafeMethods : [.. options.Methods],
        RequestHeaders = HeaderEdits.From(options.RequestHeaders),
        Backends = [.. options.Backends],
        ApplyBackendHeaders = options.ApplyBackendHeaders,
        HostSuffix = options.HostSuffix,
        ForwardCredentials = options.ForwardCredentials,
        Compare = MirrorComparisonFilter.From(options.Compare),
    };
}
