using System.Text;

namespace TrafficRouting.Configuration.Validation;

/// <summary>A text that is equal for matches that take the same requests by the same conditions, in whatever order they are written.</summary>
internal static class MatchSignature
{
    public static string Of(IEnumerable<MatchOptions> matches) => Set(matches.Select(Of));

    private static string Of(MatchOptions match)
    {
        var text = new StringBuilder();
        Add(text, "path", match.Path);
        Add(text, "method", match.Method);
        Add(text, "scheme", match.Scheme);
        Add(text, "host", match.Host);
        Add(text, "port", match.Port is { } port ? Text.Of(port) : null);
        Add(text, "headers", Set(match.Headers.Select(pair => Of(pair.Key.ToLowerInvariant(), pair.Value))));
        Add(text, "query", Set(match.Query.Select(pair => Of(pair.Key, pair.Value))));
        Add(text, "cookies", Set(match.Cookies.Select(pair => Of(pair.Key, pair.Value))));
        Add(text, "all", Of(match.AllOf));
        Add(text, "any", Of(match.AnyOf));
        Add(text, "none", Of(match.NoneOf));
        return text.ToString();
    }

    private static string Of(string name, StringConditionOptions condition)
    {
        var text = new StringBuilder();
        Add(text, "name", condition.Name ?? name);
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
        Add(tests, "in", Set(condition.In));
        Add(tests, "above", condition.GreaterThan is { } above ? Text.Of(above) : null);
        Add(tests, "below", condition.LessThan is { } below ? Text.Of(below) : null);
        Add(tests, "networks", Set(condition.InNetwork));
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

    private static string Set(IEnumerable<string> items)
    {
        var text = new StringBuilder();
        foreach (var item in items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Add(text, "", item);
        return text.ToString();
    }
}
