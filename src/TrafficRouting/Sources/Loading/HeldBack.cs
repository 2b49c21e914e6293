namespace TrafficRouting;

/// <summary>Says what of a source does not come into force.</summary>
internal static class HeldBack
{
    private const int MaxNames = 5;

    /// <summary>Gives the words: the source, and which of its entries where the others go on.</summary>
    public static string Words(string source, LiveChange? change)
    {
        var held = change?.Held ?? [];
        return held.Count == 0 ? source : $"{source} ({string.Join(", ", held.Take(MaxNames).Select(e => e.Path))}{(held.Count > MaxNames ? $" and {held.Count - MaxNames} more" : "")})";
    }

    /// <summary>Gives what is to be said of each entry, or of all where they cannot be told apart.</summary>
    public static IEnumerable<Finding> Findings(string source, string path, LiveChange? change)
    {
        if (change is null)
            yield break;
        var held = change.Held;
        if (held.Count == 0 || !change.IsExact)
        {
            yield return new(FindingSeverity.Warning, path, $"Which entry of {source} is in the way cannot be told; {(held.Count == 0 ? "all of its changes" : $"{held.Count} of its changes")} wait until the errors are gone.");
            yield break;
        }

        foreach (var entry in held)
        {
            var rest = entry.IsInForce ? "its last good version stays in force" : "it is left out";
            yield return new(FindingSeverity.Warning, Text.Join(path, entry.Path), $"What {source} says of it cannot come into force with the rest; {rest} until the errors are gone.", entry.Location);
        }
    }
}
