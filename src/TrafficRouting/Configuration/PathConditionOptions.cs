namespace TrafficRouting;

/// <summary>A condition on the path.</summary>
public sealed class PathConditionOptions : StringConditionOptions
{
    /// <summary>Gets or sets the whole segments to start with: <c>/v2</c> takes <c>/v2</c> and <c>/v2/x</c> but not <c>/v2x</c>; a trailing slash is ignored.</summary>
    public string? PathPrefix { get; set; }

    internal static new ObjectShape<PathConditionOptions> Shape { get; } =
        ShapeOf<PathConditionOptions>("pathCondition", "A condition on the path. A plain value means `Exact`.", Scalars.Path)
        .Value("PathPrefix", Scalars.Path, o => o.PathPrefix, (o, v) => o.PathPrefix = (string?)v, "Paths only: starts with whole segments. `/v2` takes `/v2` and `/v2/x`, not `/v2x`; `/` takes every path.");
}
