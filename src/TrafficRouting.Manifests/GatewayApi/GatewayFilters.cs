namespace TrafficRouting.Manifests;

/// <summary>The filters of a rule or of a backendRef.</summary>
internal sealed record GatewayFilters
{
    public HeaderEditOptions? RequestHeaders { get; set; }

    public HeaderEditOptions? ResponseHeaders { get; set; }

    public RewriteOptions? Rewrite { get; set; }

    public RedirectOptions? Redirect { get; set; }

    public List<GatewayMirror> Mirrors { get; init; } = [];

    /// <summary>Gets or sets a value indicating whether a filter cannot be done, so that requests must fail rather than go on without it.</summary>
    public bool IsUnresolved { get; set; }
}
