namespace TrafficRouting;

/// <summary>
/// How specific a match is, greater for the more specific, in the order of the Gateway API's HTTPRouteRule: exact path,
/// longest prefix, method, number of header conditions, number of query conditions; then of all others, so that only a
/// match without any condition is the least.
/// </summary>
internal readonly record struct MatchSpecificity(PathRank Path, int PrefixLength, bool HasMethod, int Headers, int Query, int Others)
    : IComparable<MatchSpecificity>
{
    public static MatchSpecificity Of(MatchOptions options)
    {
        var own = OfPath(options.Path) with
        {
            HasMethod = options.Method is not null,
            Headers = options.Headers.Count,
            Query = options.Query.Count,
            Others = options.Cookies.Count + options.Properties.Count + options.Baggage.Count + (options.Predicate is null ? 0 : 1) + options.NoneOf.Count + Math.Min(options.AnyOf.Count, 1)
                + (options.Scheme is null ? 0 : 1) + (options.Host is null ? 0 : 1) + (options.Port is null ? 0 : 1),
        };
        foreach (var part in options.AllOf)
        {
            var nested = Of(part);
            own = own with
            {
                HasMethod = own.HasMethod || nested.HasMethod,
                Headers = own.Headers + nested.Headers,
                Query = own.Query + nested.Query,
                Others = own.Others + nested.Others + (nested.Path == PathRank.Any ? 0 : 1),
            };
        }

        return own;
    }

    public int CompareTo(MatchSpecificity other)
    {
        var difference = (int)Path - (int)other.Path;
        if (difference == 0)
            difference = PrefixLength - other.PrefixLength;
        if (difference == 0)
            difference = HasMethod.CompareTo(other.HasMethod);
        if (difference == 0)
            difference = Headers - other.Headers;
        if (difference == 0)
            difference = Query - other.Query;
        return difference == 0 ? Others - other.Others : difference;
    }

    public static bool operator <(MatchSpecificity left, MatchSpecificity right) => left.CompareTo(right) < 0;

    public static bool operator >(MatchSpecificity left, MatchSpecificity right) => left.CompareTo(right) > 0;

    public static bool operator <=(MatchSpecificity left, MatchSpecificity right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MatchSpecificity left, MatchSpecificity right) => left.CompareTo(right) >= 0;

    private static MatchSpecificity OfPath(PathConditionOptions? path)
    {
        if (path is null)
            return default;

        if (path.Not)
            return new MatchSpecificity { Path = PathRank.Pattern };

        if (path.Exact is not null || path.In.Count > 0)
            return new MatchSpecificity { Path = PathRank.Exact };

        var length = Math.Max(path.PathPrefix?.TrimEnd('/').Length ?? 0, path.Prefix?.Length ?? 0);
        if (length > 1)
            return new MatchSpecificity { Path = PathRank.Prefix, PrefixLength = length };

        return path is { Suffix: null, Contains: null, Regex: null or ".*", GreaterThan: null, LessThan: null, Present: null or true }
            ? default
            : new MatchSpecificity { Path = PathRank.Pattern };
    }
}
