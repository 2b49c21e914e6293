namespace TrafficRouting;

/// <summary>Tells overlays that can never apply from those that only wait for what they name.</summary>
internal static class OverlayValidator
{
    private static readonly Dictionary<string, RouteOptions> NoRoutes = [];

    private static readonly Dictionary<string, MirrorOptions> NoMirrors = [];

    // A priority route may have a status for the timeout of the route it precedes.
    private static readonly RouteOptions Timed = new() { Timeout = TimeSpan.FromSeconds(1) };

    /// <summary>Tells why an overlay can never apply beside the others, or null.</summary>
    public static string? Problem(RouteOverlay overlay, IEnumerable<RouteOverlay> others)
    {
        if (overlay.Weights is { } weights && !CanSplit(weights.Values))
            return $"The weights that '{overlay.Owner}' lays over {overlay.Service}/{overlay.Route} must be between 0 and {Text.Grouped(WeightLimits.MaxWeight)}, and at least one above 0.";

        if (Errors(overlay) is { Count: > 0 } errors)
            return $"What '{overlay.Owner}' lays over {overlay.Service}/{overlay.Route} is invalid: {string.Join(Environment.NewLine, errors)}";

        return others.FirstOrDefault(o => o.Owner != overlay.Owner && o.Covers(overlay.Service, overlay.Route)) is { } other
            ? $"'{overlay.Owner}' cannot have {overlay.Service}/{overlay.Route}: '{other.Owner}' has it."
            : null;
    }

    // By the rules of the configuration. What the backends are is seen when the table is compiled.
    private static List<Finding> Errors(RouteOverlay overlay)
    {
        var own = new OwnFindings();
        var root = Scope.Root(path: "", own);
        foreach (var (name, route) in overlay.PriorityRoutes ?? NoRoutes)
        {
            var scope = root.At("PriorityRoutes").At(name);
            if (RouteOptions.Shape.Check(scope, route))
                RouteValidator.Check(scope, name, PriorityRoute.Complete(route, Timed));
        }

        foreach (var (name, mirror) in overlay.Mirrors ?? NoMirrors)
        {
            var scope = root.At("Mirrors").At(name);
            if (MirrorOptions.Shape.Check(scope, mirror))
                MirrorValidator.Check(scope, mirror);
        }

        var findings = new List<Finding>();
        own.AddTo(findings);
        findings.RemoveAll(finding => finding.Severity is not FindingSeverity.Error);
        return findings;
    }

    /// <summary>Tells whether everything the overlay names exists; otherwise it lies dormant.</summary>
    public static bool Applies(RouteOverlay overlay, TrafficRoutingOptions options) =>
        options.Services.TryGetValue(overlay.Service, out var service)
        && service.Enabled
        && service.Routes.TryGetValue(overlay.Route, out var route)
        && route.Enabled
        && Backends(overlay).All(options.Backends.ContainsKey);

    /// <summary>Tells why options, valid in themselves, cannot be put under an overlay, with the path of what stands against it; or null.</summary>
    public static string? Clash(RouteOverlay overlay, TrafficRoutingOptions options, string path)
    {
        if (overlay.Weights is not { } weights || !Applies(overlay, options))
            return null;

        var route = options.Services[overlay.Service].Routes[overlay.Route];
        var cycle = Cycle(route, weights.Values);
        return cycle <= WeightLimits.MaxCycle
            ? null
            : $"{path}:Services:{overlay.Service}:Routes:{overlay.Route}:Selection: A round robin over the weights that '{overlay.Owner}' lays over this route "
                + $"takes {Text.Grouped(cycle)} requests; at most {Text.Grouped(WeightLimits.MaxCycle)} are possible. Select by Random, or wait until '{overlay.Owner}' has gone.";
    }

    // How many requests a route takes for a round robin over weights; none where it does not take turns.
    private static long Cycle(RouteOptions route, IEnumerable<int> weights) =>
        route is { Selection: SelectionKind.RoundRobin, Sticky: null } ? WeightLimits.Cycle(weights) : 0;

    private static bool CanSplit(IEnumerable<int> weights) => weights.All(w => w is >= 0 and <= WeightLimits.MaxWeight) && weights.Any(w => w > 0);

    private static IEnumerable<string> Backends(RouteOverlay overlay) =>
        (overlay.Weights?.Keys ?? [])
            .Concat(overlay.Mirrors?.Keys ?? [])
            .Concat(overlay.PriorityRoutes?.Values.SelectMany(r => r.Weights.Keys.Concat(r.Mirrors.Keys)) ?? []);
}
