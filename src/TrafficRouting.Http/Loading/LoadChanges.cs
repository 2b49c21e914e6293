namespace TrafficRouting.Http;

/// <summary>Says in a line what a new configuration changed.</summary>
internal static class LoadChanges
{
    private const int MaxNames = 5;

    public static string Describe(RoutingLoad before, RoutingLoad after, IReadOnlyList<SectionPart> parts)
    {
        var changes = Of("service", before.Options.Services, after.Options.Services)
            .Concat(Of("backend", before.Options.Backends, after.Options.Backends))
            .Concat(before.Options.Host == after.Options.Host ? [] : ["Host changed"])
            .Concat(ReferenceEquals(before.Options.Mirroring, after.Options.Mirroring) ? [] : ["Mirroring changed"])
            .Concat(parts.Where((_, i) => !ReferenceEquals(before.Parts[i], after.Parts[i])).Select(p => $"{p.Key} changed"));
        return string.Join("; ", changes);
    }

    private static IEnumerable<string> Of<T>(string kind, IDictionary<string, T> before, IDictionary<string, T> after)
        where T : class
    {
        var changes = EntryChanges<T>.Between(before, after);
        return new[]
        {
            Line(kind, "added", changes.Added.Select(e => e.Key)),
            Line(kind, "removed", changes.Removed),
            Line(kind, "changed", changes.Changed.Select(e => e.Key)),
        }.OfType<string>();
    }

    private static string? Line(string kind, string verb, IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.OrdinalIgnoreCase).ToList();
        if (all.Count == 0)
            return null;
        var rest = all.Count > MaxNames ? $" and {all.Count - MaxNames} more" : "";
        return $"{kind}{(all.Count == 1 ? "" : "s")} {string.Join(", ", all.Take(MaxNames))}{rest} {verb}";
    }
}
