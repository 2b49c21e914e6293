namespace TrafficRouting;

/// <summary>What a condition on the path takes of it.</summary>
internal static class MatchedPath
{
    private static readonly PathMatch Whole = new(PathMatchKind.Whole, "");

    public static PathMatch Of(PathConditionOptions? path) => path switch
    {
        null or { Not: true } or { Exact: not null } => Whole,
        { PathPrefix: { } prefix } => new PathMatch(PathMatchKind.Segments, prefix.TrimEnd('/') is { Length: > 0 } segments ? segments : "/"),
        { Prefix: { } prefix } => new PathMatch(PathMatchKind.Literal, prefix),
        _ => Whole,
    };

    /// <summary>Tells whether a condition holds for every path, all of which begin with a slash.</summary>
    public static bool IsEvery(PathConditionOptions? path) =>
        path is
        {
            Not: false, Exact: null, In.Count: 0, Suffix: null, Contains: null, GreaterThan: null, LessThan: null,
            PathPrefix: null or "/" or "", Prefix: null or "/" or "", Regex: null or ".*", Present: null or true,
        }
        && (path.PathPrefix ?? path.Prefix ?? path.Regex) is not null | path.Present is true;
}
