namespace TrafficRouting.Manifests;

/// <summary>The place of a match among all matches of a host, by numbers of which the first that differ decide: the lower comes first.</summary>
internal readonly record struct MatchRank
{
    private readonly (int, int, int, int, int) _numbers;

    private MatchRank((int, int, int, int, int) numbers) => _numbers = numbers;

    /// <summary>Gets what matches are ordered by.</summary>
    public IComparable Order => _numbers;

    /// <summary>
    /// An HTTPRoute's match: exact path, longest prefix, method, headers, query parameters. The specification leaves the place of patterns open.
    /// </summary>
    /// <param name="path">The kind of path.</param>
    /// <param name="length">Its characters.</param>
    /// <param name="hasMethod">Whether a method is asked for.</param>
    /// <param name="headers">The number of header matches.</param>
    /// <param name="query">The number of query parameter matches.</param>
    /// <param name="order">The place of patterns.</param>
    public static MatchRank OfHttp(PathKind path, int length, bool hasMethod, int headers, int query, RegexOrder order)
    {
        var kind = path is PathKind.Pattern && order is RegexOrder.AfterPrefixes ? PathKind.Prefix + 1 : path;
        return new(((int)kind, -length, hasMethod ? 0 : 1, -headers, -query));
    }

    /// <summary>A GRPCRoute's match: longest service, longest method, headers.</summary>
    public static MatchRank OfGrpc(int service, int method, int headers) => new((-service, -method, -headers, 0, 0));
}
