using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>
/// What was decided for a request: the route it takes and the backend it goes to. Immutable; made once when the
/// table is compiled, so that deciding allocates nothing.
/// </summary>
public sealed class RouteDecision
{
    internal RouteDecision(Service service, Route? route, Backend? backend, PathMatch path)
    {
        Service = service;
        Route = route;
        Backend = backend;
        Path = path;
        Mirrors = route?.MirrorsOf(backend) ?? [];
        Rewrite = Rewrite.Join(route?.Rewrite, backend?.Rewrite);
        Baggage = BaggageEdits.Of(route, backend);
        Redirect = route?.Options.Redirect ?? backend?.Destination.Redirect;
        DirectResponse = route?.Options.DirectResponse ?? backend?.Destination.DirectResponse;
        Failover = route?.Failover;
        PreserveHost = backend?.Options.PreserveHost ?? false;
        IsPlain = Mirrors.IsEmpty && Baggage is null && Redirect is null && DirectResponse is null && !PreserveHost && Rewrite?.Host is null
            && route is { RequestHeaders: null, ResponseHeaders: null, Options: { Timeout: null, Fault: null } }
            && backend is { RequestHeaders: null, ResponseHeaders: null, Destination.Http2: false };
        CountsHealth = backend is { CountsHealth: true };
    }

    /// <summary>Gets the service that was called.</summary>
    public Service Service { get; }

    /// <summary>Gets the route taken, or null when none matched and the service answers 404 (<see cref="UnmatchedBehavior.NotFound"/>).</summary>
    public Route? Route { get; }

    /// <summary>Gets the backend chosen, or null where the route answers by itself or none matched.</summary>
    public Backend? Backend { get; }

    /// <summary>Gets the mirrors that copy requests decided so.</summary>
    public ImmutableArray<Mirror> Mirrors { get; }

    /// <summary>Gets the part of the path that the match took.</summary>
    internal PathMatch Path { get; }

    /// <summary>Gets the edit of path and host: the backend's, and for what it leaves alone the route's.</summary>
    internal Rewrite? Rewrite { get; }

    /// <summary>Gets the edits of the baggage: the route's, then the backend's.</summary>
    internal BaggageEdits? Baggage { get; }

    // Those of route or backend, beside the decision: every request asks for them.
    internal RedirectOptions? Redirect { get; }

    internal DirectResponseOptions? DirectResponse { get; }

    internal Failover? Failover { get; }

    internal bool PreserveHost { get; }

    /// <summary>Gets a value indicating whether requests decided so are sent elsewhere, and are neither edited otherwise, delayed, timed, copied nor answered here.</summary>
    internal bool IsPlain { get; }

    /// <summary>Gets a value indicating whether what becomes of requests decided so counts for the health of their backend.</summary>
    internal bool CountsHealth { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Service.Name}/{Route?.Name ?? "(none)"} -> {Backend?.Name ?? "(answered here)"}";
}
