namespace TrafficRouting.Manifests;

/// <summary>The kinds of path matches, the first to be tried first.</summary>
internal enum PathKind
{
    Exact,
    Pattern,
    Prefix,
}
