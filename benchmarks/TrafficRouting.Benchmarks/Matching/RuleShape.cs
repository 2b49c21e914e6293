namespace TrafficRouting.Benchmarks.Matching;

/// <summary>What the rules of a measured table look like.</summary>
public enum RuleShape
{
    /// <summary>One tenant header each, behind one path prefix that all share.</summary>
    Tenants,

    /// <summary>A path prefix each.</summary>
    Paths,

    /// <summary>Headers, segment prefixes, literal prefixes and exact paths in turn.</summary>
    Mixed,

    /// <summary>All demand the same values and differ by a pattern.</summary>
    SharedKeys,

    /// <summary>A pattern on the path each.</summary>
    OnlyRegex,

    /// <summary>An excluded value each, so that the first matches.</summary>
    OnlyNot,

    /// <summary>A header name each.</summary>
    OwnHeaders,
}
