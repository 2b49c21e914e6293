namespace TrafficRouting.Manifests;

/// <summary>Names of backends, services and routes, which take letters, digits, dot, underscore and hyphen.</summary>
internal static class ConfigurationName
{
    private const int MaxTries = 100;

    public static string Of(string text)
    {
        foreach (var c in text)
        {
            if (!IsAllowed(c))
                return WithHyphens(text);
        }

        return text;
    }

    /// <summary>Makes a name that a map does not hold yet, by a number at its end.</summary>
    public static string Unused<T>(string text, IDictionary<string, T> taken)
    {
        var name = Of(text.Length == 0 ? "unnamed" : text);
        var unused = name;
        // Very many of one name are numbered by how many names there are, lest each try all the numbers before it.
        for (var i = 2; taken.ContainsKey(unused); i = i < MaxTries ? i + 1 : Math.Max(i, taken.Count) + 1)
            unused = $"{name}-{i}";
        return unused;
    }

    private static string WithHyphens(string text) => string.Create(text.Length, text, static (name, from) =>
    {
        for (var i = 0; i < name.Length; i++)
            name[i] = IsAllowed(from[i]) ? from[i] : '-';
    });

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_';
}
