namespace TrafficRouting.Manifests;

/// <summary>One alternative of a rule's conditions.</summary>
/// <param name="Fields">Where it is written; null for a rule that takes every request.</param>
/// <param name="Name">Its own name.</param>
/// <param name="Options">Its conditions.</param>
internal sealed record HttpMatch(Fields? Fields, string? Name, MatchOptions Options)
{
    /// <summary>Gets a value indicating whether every request matches.</summary>
    public bool IsCatchAll => HasPathOnly && (Options.Path is null || Options.Path is { Prefix: "/" or "" } || Options.Path is { Regex: ".*" or "/.*" });

    /// <summary>Gets a value indicating whether nothing but the path is asked for.</summary>
    public bool HasPathOnly =>
        Options is { Method: null, Scheme: null, Host: null, Port: null } && Options.Headers.Count + Options.Query.Count + Options.AllOf.Count + Options.NoneOf.Count == 0;

    /// <summary>Tells whether it takes every request that another match takes.</summary>
    public bool Covers(HttpMatch other)
    {
        if (!HasPathOnly || other.Options.Path is not { } path)
            return false;
        var isSameCase = Options.Path?.IgnoreCase == path.IgnoreCase;
        return isSameCase && Options.Path switch
        {
            { Prefix: { } prefix } => (path.Prefix ?? path.Exact)?.StartsWith(prefix, StringComparison.Ordinal) ?? false,
            { Exact: { } exact } => path.Exact == exact,
            { Regex: { } regex } => path.Regex == regex,
            _ => false,
        };
    }
}
