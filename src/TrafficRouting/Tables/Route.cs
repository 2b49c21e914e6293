using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled route. Immutable but for the position of its round robin.</summary>
public sealed class Route
{
    internal Route(Service service, string name)
    {
        Service = service;
        Name = name;
    }

    /// <summary>Gets the service it belongs to.</summary>
    public Service Service { get; }

    /// <summary>Gets the name within the service.</summary>
    public string Name { get; }

    /// <summary>Gets the position among the service's routes.</summary>
    public int Order { get; internal init; }

    /// <summary>Gets the backends with their weights, ordered by name; empty for a route that answers itself.</summary>
    public ImmutableArray<WeightedBackend> Backends { get; internal init; } = [];

    /// <summary>Gets the choice among <see cref="Backends"/>, or null for a route that answers itself.</summary>
    public SelectionPolicy? Policy => Choice?.Policy;

    /// <summary>Gets where the key of <see cref="Policy"/> is read from, when it is sticky.</summary>
    public StickyKey? Sticky => Choice?.Sticky;

    /// <summary>Gets a value indicating whether each attempt decides anew.</summary>
    public DecisionScope DecideOn { get; internal init; }

    /// <summary>Gets the mirrors.</summary>
    public ImmutableArray<Mirror> Mirrors { get; internal init; } = [];

    /// <summary>Gets the edits of request headers, made before the backend's.</summary>
    public HeaderEdits? RequestHeaders { get; internal init; }

    /// <summary>Gets the edits of response headers, made after the backend's.</summary>
    public HeaderEdits? ResponseHeaders { get; internal init; }

    /// <summary>Gets the edit of path and host.</summary>
    public Rewrite? Rewrite { get; internal init; }

    /// <summary>Gets the redirect answered in place of sending.</summary>
    public Redirect? Redirect { get; internal init; }

    /// <summary>Gets the answer given in place of sending.</summary>
    public DirectResponse? DirectResponse { get; internal init; }

    /// <summary>Gets the time one attempt may take until its response headers arrive.</summary>
    public TimeSpan? Timeout { get; internal init; }

    /// <summary>Gets the status answered when <see cref="Timeout"/> passes, or null to surface it as HttpClient's own.</summary>
    public int? TimeoutStatus { get; internal init; }

    /// <summary>Gets the delay injected on purpose.</summary>
    public FaultDelay? Delay { get; internal init; }

    /// <summary>Gets the answer injected on purpose.</summary>
    public FaultAbort? Abort { get; internal init; }

    /// <summary>Gets who laid other weights or mirrors over the configured ones (<see cref="RouteOverlay.Owner"/>), or null.</summary>
    public string? Overlay { get; internal init; }

    internal WeightedChoice? Choice { get; init; }

    /// <summary>Gets the mirrors of requests that go to a backend, which are the very same array where no mirror asks for certain backends.</summary>
    internal ImmutableArray<Mirror> MirrorsOf(Backend? backend) =>
        Mirrors.All(m => m.Backends.IsEmpty)
            ? Mirrors
            : [.. Mirrors.Where(m => m.Backends.IsEmpty || (backend is not null && m.Backends.Contains(backend.Name, StringComparer.OrdinalIgnoreCase)))];

    /// <inheritdoc/>
    public override string ToString() => $"{Service.Name}/{Name}";
}
