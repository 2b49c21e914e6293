namespace TrafficRouting.Testing;

/// <summary>Takes a match apart into its conditions, each a match of its own under the key that it has in the settings.</summary>
internal static class MatchConditions
{
    public static IEnumerable<(string Key, MatchOptions Alone)> Of(MatchOptions match)
    {
        if (match.Port is { } port)
            yield return ("Port", new() { Port = port });
        if (match.Method is { } method)
            yield return ("Method", new() { Method = method });
        if (match.Path is { } path && !MatchedPath.IsEvery(path))
            yield return ("Path", new() { Path = path });
        if (match.Scheme is { } scheme)
            yield return ("Scheme", new() { Scheme = scheme });
        if (match.Host is { } host)
            yield return ("Host", new() { Host = host });
        foreach (var condition in Named(match))
            yield return condition;
        if (match.Predicate is { } predicate)
            yield return ("Predicate", new() { Predicate = predicate });
        foreach (var condition in Nested(match))
            yield return condition;
    }

    private static IEnumerable<(string Key, MatchOptions Alone)> Named(MatchOptions match) =>
    [
        .. Each("Headers", match.Headers, m => m.Headers),
        .. Each("Query", match.Query, m => m.Query),
        .. Each("Cookies", match.Cookies, m => m.Cookies),
        .. Each("Properties", match.Properties, m => m.Properties),
        .. Each("Baggage", match.Baggage, m => m.Baggage),
    ];

    private static IEnumerable<(string Key, MatchOptions Alone)> Each(
        string key, IDictionary<string, StringConditionOptions> conditions, Func<MatchOptions, IDictionary<string, StringConditionOptions>> of)
    {
        foreach (var (name, condition) in conditions)
        {
            var alone = new MatchOptions();
            of(alone)[name] = condition;
            yield return ($"{key}:{name}", alone);
        }
    }

    // Any of AnyOf is enough, so that together they are one condition.
    private static IEnumerable<(string Key, MatchOptions Alone)> Nested(MatchOptions match)
    {
        for (var i = 0; i < match.AllOf.Count; i++)
        {
            foreach (var (key, alone) in Of(match.AllOf[i]))
                yield return ($"AllOf:{TrafficRouting.Text.Of(i)}:{key}", alone);
        }

        if (match.AnyOf.Count > 0)
        {
            var alone = new MatchOptions();
            foreach (var member in match.AnyOf)
                alone.AnyOf.Add(member);
            yield return ("AnyOf", alone);
        }

        for (var i = 0; i < match.NoneOf.Count; i++)
            yield return ($"NoneOf:{TrafficRouting.Text.Of(i)}", new() { NoneOf = { match.NoneOf[i] } });
    }
}
