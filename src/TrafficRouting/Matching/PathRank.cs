namespace TrafficRouting;

/// <summary>How closely a match pins the path down, the least first.</summary>
internal enum PathRank
{
    /// <summary>No condition, or the prefix '/' that takes every path.</summary>
    Any,

    /// <summary>A pattern, suffix or the like; after all prefixes, as Istio places regular expressions.</summary>
    Pattern,

    /// <summary>A prefix; the longer comes first.</summary>
    Prefix,

    /// <summary>The whole path.</summary>
    Exact,
}
