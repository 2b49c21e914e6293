namespace TrafficRouting;

/// <summary>Keys of which one at most is given, as the table of their object says.</summary>
internal static class Alternatives
{
    /// <summary>Reports alternatives of which more than one is given, and gives those that are.</summary>
    /// <param name="scope">Where they stand.</param>
    /// <param name="shape">The table.</param>
    /// <param name="value">The object.</param>
    /// <param name="none">What is not configured when none is given, such as "No destination is configured."; null when that is well.</param>
    public static List<string> Check(Scope scope, ObjectShape shape, object value, string? none = null)
    {
        var keys = shape.Alternatives!;
        var given = new List<string>();
        foreach (var key in shape.Keys)
        {
            if (keys.Contains(key.Name) && key.IsGiven(value))
                given.Add(key.Name);
        }

        if (given.Count > 1)
            scope.Error($"Set only one of {string.Join(" and ", given)}.");
        else if (given.Count == 0 && none is not null)
            scope.Missing($"{none} Set one of {string.Join(", ", keys[..^1])} and {keys[^1]}.");
        return given;
    }
}
