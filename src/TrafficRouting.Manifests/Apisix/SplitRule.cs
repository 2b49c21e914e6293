namespace TrafficRouting.Manifests;

/// <summary>A rule of traffic-split.</summary>
/// <param name="Fields">Where it is written.</param>
/// <param name="Matches">Of which expressions one must hold; null for every request.</param>
/// <param name="Upstreams">Where its requests go.</param>
internal sealed record SplitRule(Fields Fields, IReadOnlyList<MatchOptions>? Matches, IReadOnlyList<WeightedUpstream> Upstreams)
{
    /// <summary>Gets when a request is sent again, to the same upstream; null for never.</summary>
    public FailoverOptions? Failover { get; init; }

    /// <summary>Gets a value indicating whether it refers to an upstream that nobody knows, and so fails whatever comes to it.</summary>
    public bool IsFailing { get; init; }
}
