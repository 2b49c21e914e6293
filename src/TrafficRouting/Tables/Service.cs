using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>A compiled service. Immutable.</summary>
public sealed class Service
{
    internal Service(string name, ImmutableArray<string> hosts, UnmatchedBehavior unmatched)
    {
        Name = name;
        Hosts = hosts;
        Unmatched = unmatched;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the hosts it answers to.</summary>
    public ImmutableArray<string> Hosts { get; }

    /// <summary>Gets what becomes of a request that no route matches.</summary>
    public UnmatchedBehavior Unmatched { get; }

    /// <summary>Gets the routes in the order of <see cref="Route.Order"/>, then name.</summary>
    public ImmutableArray<Route> Routes { get; internal set; } = [];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
