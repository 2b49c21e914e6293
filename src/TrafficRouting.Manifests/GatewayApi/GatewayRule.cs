namespace TrafficRouting.Manifests;

/// <summary>A rule of a route.</summary>
internal sealed record GatewayRule(Fields Fields, string Name, IReadOnlyList<GatewayMatch> Matches, GatewayFilters Filters, IReadOnlyList<GatewayBackendRef> Backends)
{
    public TimeSpan? Timeout { get; init; }

    public FailoverOptions? Failover { get; init; }

    public StickyOptions? Sticky { get; init; }
}
