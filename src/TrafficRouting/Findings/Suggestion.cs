namespace TrafficRouting;

/// <summary>Finds the known word that was probably meant.</summary>
internal static class Suggestion
{
    /// <summary>Gives " Did you mean 'x'?" for the nearest candidate, or nothing when none is near.</summary>
    public static string For(string word, IEnumerable<string> candidates)
    {
        var limit = Math.Clamp(word.Length / 3, 1, 3);
        var nearest = word.Length > 100
            ? default
            : candidates
                .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
                .Where(pair => pair.Distance <= limit || IsBeginning(word, pair.Candidate))
                .OrderBy(pair => pair.Distance)
                .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
                .FirstOrDefault();
        return nearest.Candidate is null ? "" : $" Did you mean '{nearest.Candidate}'?";
    }

    /// <summary>Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, without regard to case.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = rows[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }

    // Of three letters or more, as 'Match' of 'Matches'.
    private static bool IsBeginning(string word, string candidate) => word.Length > 2 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
