namespace TrafficRouting.Manifests;

/// <summary>Tells whether matches of a delegate's rule lie within those of the rule that delegates, by Istio's comparison of what is written.</summary>
internal static class DelegatedMatches
{
    private static readonly string[] Values = ["uri", "scheme", "method", "authority"];
    private static readonly string[] Maps = ["headers", "withoutHeaders", "queryParams"];

    /// <summary>Finds a match that lies within none of others, for which Istio leaves out its rule.</summary>
    public static Fields? FindOutside(IReadOnlyList<Fields> own, IReadOnlyList<Fields> roots) =>
        roots.Count == 0 ? null : own.FirstOrDefault(o => !roots.Any(r => IsWithin(o, r)));

    public static bool IsWithin(Fields? own, Fields? root) => own is null || root is null || (
        Values.All(name => Narrows(own.Map(name), root.Map(name)))
        && Maps.All(map => own.Map(map) is not { } ofOwn || ofOwn.Keys.All(name => Narrows(ofOwn.Map(name), root.Map(map)?.Map(name))))
        && (own.Flag("ignoreUriCase") ?? false) == (root.Flag("ignoreUriCase") ?? false)
        && (own.Integer("port") is not { } port || root.Integer("port") is not { } other || port == other));

    // Where both ask for something, only a prefix can be narrowed; a regex, or presence, on either side fits nothing.
    private static bool Narrows(Fields? own, Fields? root)
    {
        if (own is null || root is null)
            return true;
        if (root.Text("exact") is { Length: > 0 } exact)
            return own.Text("exact") == exact;
        return root.Text("prefix") is { Length: > 0 } prefix && (own.Text("prefix") is { Length: > 0 } narrower ? narrower : own.Text("exact"))?.StartsWith(prefix, StringComparison.Ordinal) == true;
    }
}
