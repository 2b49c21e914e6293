using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled destination. Immutable but for the position of its round robin.</summary>
public sealed class Backend
{
    internal Backend(string name) => Name = name;

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the endpoints; empty for one that answers.</summary>
    public ImmutableArray<Endpoint> Endpoints { get; internal init; } = [];

    /// <summary>Gets the choice among <see cref="Endpoints"/>, or null where there are fewer than two.</summary>
    public SelectionPolicy? Policy => Choice?.Policy;

    /// <summary>Gets where the key of <see cref="Policy"/> is read from, when it is sticky.</summary>
    public StickyKey? Sticky => Choice?.Sticky;

    /// <summary>Gets where the port comes from when an endpoint's address names none.</summary>
    public PortSource Port { get; internal init; }

    /// <summary>Gets the edit of path and host, made in place of the route's.</summary>
    public Rewrite? Rewrite { get; internal init; }

    /// <summary>Gets a value indicating whether the caller's Host header travels on.</summary>
    public bool PreserveHost { get; internal init; }

    /// <summary>Gets the edits of request headers, made after the route's.</summary>
    public HeaderEdits? RequestHeaders { get; internal init; }

    /// <summary>Gets the edits of response headers, made before the route's.</summary>
    public HeaderEdits? ResponseHeaders { get; internal init; }

    /// <summary>Gets the fixed answer, or null for a backend that is sent to.</summary>
    public DirectResponse? DirectResponse { get; internal init; }

    /// <summary>Gets the redirect answered in place of sending, or null for a backend that is sent to.</summary>
    public Redirect? Redirect { get; internal init; }

    internal WeightedChoice? Choice { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
