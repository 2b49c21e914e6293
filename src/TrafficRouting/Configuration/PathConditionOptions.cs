namespace TrafficRouting;

/// <summary>A condition on the path.</summary>
public sealed class PathConditionOptions : StringConditionOptions
{
    /// <summary>Gets or sets the whole segments to start with: <c>/v2</c> takes <c>/v2</c> and <c>/v2/x</c> but not <c>/v2x</c>; a trailing slash is ignored.</summary>
    public string? PathPrefix { get; set; }
}
