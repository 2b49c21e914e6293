namespace TrafficRouting;

/// <summary>
/// What is laid over a configured route while something owns it, such as a rollout its weights. Applied again to every
/// new configuration; dormant while its service or route is missing.
/// </summary>
public sealed class RouteOverlay
{
    /// <summary>Gets the name of the owner, shown by <see cref="TrafficRouter.Explain"/>; one overlay per owner.</summary>
    public required string Owner { get; init; }

    /// <summary>Gets the name of the service.</summary>
    public required string Service { get; init; }

    /// <summary>Gets the name of the route.</summary>
    public required string Route { get; init; }

    /// <summary>Gets the weights that replace the configured ones, or null to leave them.</summary>
    public IReadOnlyDictionary<string, int>? Weights { get; init; }

    /// <summary>Gets routes that take requests of <see cref="Route"/> before it does: a request must match both; what they leave open is as on it; or null for none.</summary>
    public IReadOnlyDictionary<string, RouteOptions>? PriorityRoutes { get; init; }

    /// <summary>Gets mirrors added to the configured ones, or null for none.</summary>
    public IReadOnlyDictionary<string, MirrorOptions>? Mirrors { get; init; }

    // What is laid over a priority route is only the mark of its owner.
    internal RouteOverlay ForPriority() => new() { Owner = Owner, Service = Service, Route = Route };

    internal bool Covers(string service, string route) =>
        string.Equals(Service, service, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Route, route, StringComparison.OrdinalIgnoreCase);
}
