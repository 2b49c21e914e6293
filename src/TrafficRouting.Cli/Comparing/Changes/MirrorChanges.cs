namespace TrafficRouting.Cli;

/// <summary>What two routes of one name copy differently.</summary>
internal static class MirrorChanges
{
    public static IEnumerable<string> Of(Route before, Route after)
    {
        var (one, other) = (ByName(before), ByName(after));
        foreach (var name in one.Keys.Union(other.Keys, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase))
        {
            if (!other.TryGetValue(name, out var now))
                yield return $"mirror {name} is gone";
            else if (!one.TryGetValue(name, out var was))
                yield return $"mirror {name} is new";
            else
                foreach (var change in OptionChanges.Of(MirrorOptions.Shape, was, now, ["Enabled"]))
                    yield return $"mirror {name}: {change}";
        }
    }

    private static Dictionary<string, MirrorOptions> ByName(Route route) =>
        route.Mirrors.ToDictionary(m => m.Backend.Name, m => m.Options, StringComparer.OrdinalIgnoreCase);
}
