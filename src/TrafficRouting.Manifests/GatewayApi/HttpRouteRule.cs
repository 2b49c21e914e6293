namespace TrafficRouting.Manifests;

/// <summary>A rule of an HTTPRoute.</summary>
internal sealed record HttpRouteRule(Fields Fields, string Name, IReadOnlyList<HttpRouteMatch> Matches, HttpRouteFilters Filters, IReadOnlyList<HttpBackendRef> Backends)
{
    public TimeSpan? Timeout { get; init; }

    public StickyOptions? Sticky { get; init; }
}
