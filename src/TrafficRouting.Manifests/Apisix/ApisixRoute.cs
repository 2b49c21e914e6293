namespace TrafficRouting.Manifests;

/// <summary>A route.</summary>
internal sealed record ApisixRoute(Fields Fields, string Name)
{
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Gets the paths and methods it takes, without its expressions.</summary>
    public IReadOnlyList<MatchOptions> Matches { get; init; } = [];

    /// <summary>Gets what its <c>vars</c> ask for, or null.</summary>
    public MatchOptions? Vars { get; init; }

    public int Priority { get; init; }

    /// <summary>Gets the backend of its own upstream, or null without one.</summary>
    public string? Backend { get; init; }

    /// <summary>Gets when a request to that is sent again, or null for never.</summary>
    public FailoverOptions? Failover { get; init; }

    public IReadOnlyList<SplitRule> Rules { get; init; } = [];

    /// <summary>Gets its mirrors by their backends.</summary>
    public IReadOnlyList<KeyValuePair<string, MirrorOptions>> Mirrors { get; init; } = [];

    /// <summary>Gives the route once for each uri, since each uri has a place of its own among those of a host.</summary>
    public IEnumerable<ApisixRoute> ByUri() => Matches.Count < 2 ? [this] : Matches.Select(m => this with { Matches = [m] });
}
