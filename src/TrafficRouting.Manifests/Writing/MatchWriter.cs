using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Writes the conditions of a match as configuration keys.</summary>
internal static class MatchWriter
{
    public static void Write(MatchOptions match, SectionWriter writer)
    {
        // A match without conditions takes every request, and must not vanish.
        writer.Exist();
        Write(match.Path, writer.At("Path"));
        Write(match.Method, writer.At("Method"));
        Write(match.Scheme, writer.At("Scheme"));
        Write(match.Host, writer.At("Host"));
        writer.Value("Port", match.Port);
        Write(match.Headers, writer.At("Headers"));
        Write(match.Query, writer.At("Query"));
        Write(match.Cookies, writer.At("Cookies"));
        Write(match.AllOf, writer.At("AllOf"));
        Write(match.AnyOf, writer.At("AnyOf"));
        Write(match.NoneOf, writer.At("NoneOf"));
        writer.Value("Source", match.Source);
    }

    private static void Write(IList<MatchOptions> matches, SectionWriter writer)
    {
        for (var i = 0; i < matches.Count; i++)
            Write(matches[i], writer.At(i));
    }

    // Keys of configuration know no case and no colon; a name that needs either stands beside the condition.
    private static void Write(IDictionary<string, StringConditionOptions> conditions, SectionWriter writer)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var index = 0;
        foreach (var (key, condition) in conditions)
        {
            var isPlain = key.Length > 0 && !key.Contains(':', StringComparison.Ordinal) && taken.Add(key);
            var at = writer.At(isPlain ? key : $"condition-{(index++).ToString(CultureInfo.InvariantCulture)}");
            Write(condition, at);
            at.Value("Name", condition.Name ?? (isPlain ? null : key));
        }
    }

    private static void Write(StringConditionOptions? condition, SectionWriter writer)
    {
        if (condition is null)
            return;
        writer.Value("Exact", condition.Exact);
        writer.Value("Prefix", condition.Prefix);
        writer.Value("PathPrefix", (condition as PathConditionOptions)?.PathPrefix);
        writer.Value("Suffix", condition.Suffix);
        writer.Value("Contains", condition.Contains);
        writer.Value("Regex", condition.Regex);
        writer.Value("Present", condition.Present);
        writer.List("In", condition.In);
        writer.Value("GreaterThan", condition.GreaterThan);
        writer.Value("LessThan", condition.LessThan);
        writer.List("InNetwork", condition.InNetwork);
        writer.Changed("IgnoreCase", condition.IgnoreCase, false);
        writer.Changed("Not", condition.Not, false);
    }
}
