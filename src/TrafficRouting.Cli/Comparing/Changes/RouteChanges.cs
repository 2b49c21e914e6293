using System.Globalization;

namespace TrafficRouting.Cli;

/// <summary>What two routes of one name do differently.</summary>
internal static class RouteChanges
{
    // What decides who takes a route is in the regions, and notes change nothing.
    private static readonly string[] Elsewhere = ["Enabled", "Order", "Matches", "Weights", "Mirrors", "Metadata"];

    public static IEnumerable<string> Of(Rule before, Rule after, RouteTable old, RouteTable @new)
    {
        var (one, other) = (before.Route, after.Route);
        if (!SameShares(one, other))
            yield return $"{after.Route}: shares {Shares(one)} -> {Shares(other)}";
        foreach (var change in OptionChanges.Of(RouteOptions.Shape, one.Options, other.Options, Elsewhere))
            yield return $"{other}: {change}";
        foreach (var change in MirrorChanges.Of(one, other))
            yield return $"{other}: {change}";
        if (before.Matcher.Path != after.Matcher.Path && ReplacesPrefix(other))
            yield return $"{other}: another part of the path is replaced: '{before.Matcher.Path.Prefix}' -> '{after.Matcher.Path.Prefix}'";
        foreach (var name in BackendsOf(one).Intersect(BackendsOf(other), StringComparer.OrdinalIgnoreCase))
        {
            foreach (var change in BackendChanges(name, old, @new))
                yield return change;
        }
    }

    public static string Shares(Route route)
    {
        var total = route.Backends.Sum(b => (long)b.Weight);
        return route.Backends.IsEmpty ? "none" : string.Join(", ", route.Backends.Where(b => b.Weight > 0)
            .Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Backend.Name} {100d * b.Weight / total:0.####} %")));
    }

    /// <summary>Gives what backends of one name do differently, and those that they go where they go.</summary>
    public static IEnumerable<string> BackendChanges(string name, RouteTable old, RouteTable @new)
    {
        if (!old.Options.Backends.TryGetValue(name, out var before) || !@new.Options.Backends.TryGetValue(name, out var after))
            return [];
        var changes = OptionChanges.Of(BackendOptions.Shape, before, after, ["Metadata"]).Select(c => $"backend {name}: {c}");
        return after.AddressFrom is { } other && other.Equals(before.AddressFrom, StringComparison.OrdinalIgnoreCase) ? changes.Concat(BackendChanges(other, old, @new)) : changes;
    }

    private static bool ReplacesPrefix(Route route) =>
        route.Options.Rewrite?.PathPrefix is not null || route.Options.Redirect?.PathPrefix is not null
        || route.Backends.Any(b => b.Backend.Options.Rewrite?.PathPrefix is not null || b.Backend.Options.Redirect?.PathPrefix is not null);

    private static bool SameShares(Route one, Route other)
    {
        var (before, after) = (Weights(one), Weights(other));
        long total = before.Values.Sum(w => (long)w), totalAfter = after.Values.Sum(w => (long)w);
        return before.Count == after.Count && before.All(b => after.TryGetValue(b.Key, out var weight) && b.Value * totalAfter == weight * total);
    }

    private static Dictionary<string, int> Weights(Route route) =>
        route.Backends.Where(b => b.Weight > 0).ToDictionary(b => b.Backend.Name, b => b.Weight, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> BackendsOf(Route route) =>
        route.Backends.Where(b => b.Weight > 0).Select(b => b.Backend.Name).Concat(route.Mirrors.Select(m => m.Backend.Name));
}
