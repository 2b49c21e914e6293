using System.Text;

namespace TrafficRouting;

/// <summary>A text that is equal for matches that take the same requests by the same conditions, in whatever order they are written.</summary>
internal static class MatchSignature
{
    public static string Of(ICollection<MatchOptions> matches) => Set(matches, Of) ?? string.Empty;

    /// <summary>A number that is equal for matches of one signature, and mostly differs for others.</summary>
    public static int Glance(ICollection<MatchOptions> matches)
    {
        var greatest = matches.Count == 0 ? 0 : int.MinValue;
        foreach (var match in matches)
            greatest = Math.Max(greatest, Glance(match));
        return greatest;
    }

    // The greatest stands for all, since neither order nor number tells signatures apart.
    private static int Glance(MatchOptions match)
    {
        var hash = default(HashCode);
        hash.Add(Glance(match.Path?.Exact));
        hash.Add(Glance(match.Path?.Prefix));
        hash.Add(Glance((match.Path?.PathPrefix).AsSpan().TrimEnd('/')));
        hash.Add(Glance(match.Path?.Regex));
        hash.Add(Glance(match.Method?.Exact));
        hash.Add((int)(match.Predicate?.Number ?? 0));
        hash.Add(Glance(match.Headers));
        return hash.ToHashCode();
    }

    private static int Glance(IDictionary<string, StringConditionOptions> headers)
    {
        var greatest = headers.Count == 0 ? 0 : int.MinValue;
        foreach (var header in headers)
            greatest = Math.Max(greatest, Glance(header.Value.Exact));
        return greatest;
    }

    private static int Glance(ReadOnlySpan<char> text) => string.GetHashCode(text, StringComparison.Ordinal);

    private static string Of(MatchOptions match)
    {
        var text = new StringBuilder();
        Add(text, "path", match.Path);
        Add(text, "method", match.Method);
        Add(text, "scheme", match.Scheme);
        Add(text, "host", match.Host);
        Add(text, "port", match.Port is { } port ? Text.Of(port) : null);
        Add(text, "headers", Set(match.Headers, pair => Of(Name(pair).ToLowerInvariant(), pair.Value)));
        Add(text, "query", Set(match.Query, pair => Of(Name(pair), pair.Value)));
        Add(text, "cookies", Set(match.Cookies, pair => Of(Name(pair), pair.Value)));
        Add(text, "properties", Set(match.Properties, pair => Of(Name(pair), pair.Value)));
        Add(text, "baggage", Set(match.Baggage, pair => Of(Name(pair), pair.Value)));
        Add(text, "predicate", match.Predicate is { } predicate ? Text.Of(predicate.Number) : null);
        Add(text, "all", Set(match.AllOf, Of));
        Add(text, "any", Set(match.AnyOf, Of));
        Add(text, "none", Set(match.NoneOf, Of));
        return text.ToString();
    }

    private static string Name(KeyValuePair<string, StringConditionOptions> named) => named.Value.Name ?? named.Key;

    private static string Of(string name, StringConditionOptions condition)
    {
        var text = new StringBuilder();
        Add(text, "name", name);
        Add(text, "test", condition);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string key, StringConditionOptions? condition)
    {
        if (condition is null)
            return;

        var tests = new StringBuilder();
        Add(tests, "exact", condition.Exact);
        Add(tests, "prefix", condition.Prefix);
        Add(tests, "suffix", condition.Suffix);
        Add(tests, "contains", condition.Contains);
        Add(tests, "regex", condition.Regex);
        Add(tests, "present", condition.Present?.ToString());
        Add(tests, "in", Set(condition.In, item => item));
        Add(tests, "above", condition.GreaterThan is { } above ? Text.Of(above) : null);
        Add(tests, "below", condition.LessThan is { } below ? Text.Of(below) : null);
        Add(tests, "networks", Set(condition.InNetwork, item => item));
        Add(tests, "segments", (condition as PathConditionOptions)?.PathPrefix?.TrimEnd('/'));
        Add(tests, "anycase", condition.IgnoreCase ? "yes" : null);
        Add(tests, "not", condition.Not ? "yes" : null);
        Add(text, key, tests.ToString());
    }

    // Lengths before texts, so that no text can look like two.
    private static void Add(StringBuilder text, string key, string? value)
    {
        if (value is not null)
            text.Append(key).Append('=').Append(Text.Of(value.Length)).Append(':').Append(value).Append(';');
    }

    // Most are empty, and a table of many routes has many.
    private static string? Set<T>(ICollection<T> items, Func<T, string> textOf)
    {
        if (items.Count == 0)
            return null;

        var text = new StringBuilder();
        foreach (var item in items.Select(textOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Add(text, "", item);
        return text.ToString();
    }
}
