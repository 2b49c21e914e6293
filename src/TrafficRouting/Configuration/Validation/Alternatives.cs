namespace TrafficRouting;

/// <summary>Keys of which not all are meant to be given.</summary>
internal static class Alternatives
{
    public static IReadOnlyList<string> Given(params ReadOnlySpan<(string Key, bool Given)> keys)
    {
        var given = new List<string>();
        foreach (var (key, isGiven) in keys)
        {
            if (isGiven)
                given.Add(key);
        }

        return given;
    }

    /// <summary>Reports keys of which one and no more must be given.</summary>
    /// <param name="scope">Where they stand.</param>
    /// <param name="given">Those that are given.</param>
    /// <param name="none">What to say when none is.</param>
    public static void CheckOne(Scope scope, IReadOnlyList<string> given, string none)
    {
        if (given.Count == 0)
            scope.Missing(none);
        else if (given.Count > 1)
            scope.Error($"Set only one of {string.Join(" and ", given)}.");
    }
}
