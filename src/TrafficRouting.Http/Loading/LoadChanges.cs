using System.Collections;

namespace TrafficRouting.Http;

/// <summary>Says in a line what a new configuration changed.</summary>
internal static class LoadChanges
{
    private const int MaxNames = 5;

    public static string Describe(RoutingLoad before, RoutingLoad after, IReadOnlyList<SectionPart> parts)
    {
        var changes = Of("service", (IDictionary)before.Options.Services, (IDictionary)after.Options.Services)
            .Concat(Of("backend", (IDictionary)before.Options.Backends, (IDictionary)after.Options.Backends))
            .Concat(before.Options.Host == after.Options.Host ? [] : ["Host changed"])
            .Concat(ReferenceEquals(before.Options.Mirroring, after.Options.Mirroring) ? [] : ["Mirroring changed"])
            .Concat(parts.Where((_, i) => !ReferenceEquals(before.Parts[i], after.Parts[i])).Select(p => $"{p.Key} changed"));
        return string.Join("; ", changes);
    }

    private static IEnumerable<string> Of(string kind, IDictionary before, IDictionary after)
    {
        var names = after.Keys.Cast<string>().ToList();
        return new[]
        {
            Line(kind, "added", names.Where(n => !before.Contains(n))),
            Line(kind, "removed", before.Keys.Cast<string>().Where(n => !after.Contains(n))),
            Line(kind, "changed", names.Where(n => before.Contains(n) && !ReferenceEquals(before[n], after[n]))),
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
