using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled route. Immutable but for the position of its round robin and the budget of its failover.</summary>
public sealed class Route
{
    internal Route(
        Service service,
        string name,
        RouteOptions options,
        ImmutableArray<WeightedBackend> backends,
        ImmutableArray<Mirror> mirrors,
        string? overlay,
        Route? previous,
        TableContext context)
    {
        Service = service;
        Name = name;
        Options = options;
        Backends = backends;
        Mirrors = mirrors;
        Overlay = overlay;
        Choice = backends.IsEmpty ? null : WeightedChoice.AmongBackends(this, previous?.Choice, context);
        Failover = Failover.Of(options, previous?.Failover, context.Health.Time);
        RequestHeaders = HeaderEdits.From(options.RequestHeaders);
        ResponseHeaders = HeaderEdits.From(options.ResponseHeaders);
        Rewrite = Rewrite.From(options.Rewrite);
        if (options.Fault?.Delay is { } delay)
            DelayShare = Percentage.FromPercent(delay.Percentage);
        if (options.Fault?.Abort is { } abort)
            AbortShare = Percentage.FromPercent(abort.Percentage);
    }

    /// <summary>Gets the service it belongs to.</summary>
    public Service Service { get; private set; }

    /// <summary>Gets the name within the service.</summary>
    public string Name { get; }

    /// <summary>Gets the options it was compiled from, without what is laid over them (<see cref="Overlay"/>). Do not change them.</summary>
    public RouteOptions Options { get; }

    /// <summary>Gets the backends with the weights in force, ordered by name; empty for a route that answers by itself.</summary>
    public ImmutableArray<WeightedBackend> Backends { get; }

    /// <summary>Gets the choice among <see cref="Backends"/>, or null for a route that answers by itself.</summary>
    public SelectionPolicy? Policy => Choice?.Policy;

    /// <summary>Gets the mirrors in force, ordered by the name of their backend.</summary>
    public ImmutableArray<Mirror> Mirrors { get; }

    /// <summary>Gets who laid other weights or mirrors over the configured ones (<see cref="RouteOverlay.Owner"/>), or null.</summary>
    public string? Overlay { get; }

    /// <summary>Gets or sets its place among the routes of its service.</summary>
    internal int Place { get; set; }

    internal WeightedChoice? Choice { get; }

    internal HeaderEdits? RequestHeaders { get; }

    internal HeaderEdits? ResponseHeaders { get; }

    internal Rewrite? Rewrite { get; }

    internal Failover? Failover { get; }

    /// <summary>Gets the share of requests that is delayed on purpose.</summary>
    internal Percentage DelayShare { get; }

    /// <summary>Gets the share of requests that is aborted on purpose.</summary>
    internal Percentage AbortShare { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Service.Name}/{Name}";

    /// <summary>Makes it part of a later state of its service.</summary>
    internal Route For(Service service)
    {
        var route = (Route)MemberwiseClone();
        route.Service = service;
        return route;
    }

    /// <summary>Gets the mirrors of requests that go to a backend, which are the very same array where no mirror asks for certain backends.</summary>
    internal ImmutableArray<Mirror> MirrorsOf(Backend? backend)
    {
        foreach (var mirror in Mirrors)
        {
            if (mirror.Options.Backends.Count > 0)
                return [.. Mirrors.Where(m => Copies(m, backend))];
        }

        return Mirrors;
    }

    private static bool Copies(Mirror mirror, Backend? backend) =>
        mirror.Options.Backends.Count == 0
        || (backend is not null && mirror.Options.Backends.Contains(backend.Name, StringComparer.OrdinalIgnoreCase));
}
