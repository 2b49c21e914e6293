namespace TrafficRouting.Manifests;

/// <summary>
/// The place of a match among all matches of a host, most specific first: exact path, longest prefix, method, headers, query
/// parameters. Patterns come after every prefix, as Istio has it; the specification leaves their place open.
/// </summary>
/// <param name="PathKind">0 for an exact path, 1 for a prefix, 2 for a pattern.</param>
/// <param name="PathLength">The characters of a prefix; 0 otherwise.</param>
/// <param name="HasMethod">Whether a method is asked for.</param>
/// <param name="Headers">The number of header matches.</param>
/// <param name="QueryParams">The number of query parameter matches.</param>
internal readonly record struct MatchRank(int PathKind, int PathLength, bool HasMethod, int Headers, int QueryParams)
{
    /// <summary>Gets what matches are ordered by.</summary>
    public (int, int, int, int, int) Order => (PathKind, -PathLength, HasMethod ? 0 : 1, -Headers, -QueryParams);
}
