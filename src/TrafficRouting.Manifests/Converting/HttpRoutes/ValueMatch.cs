using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>What an HTTPRoute can ask of a value: that it is a text, or that a pattern of RE2 takes it in full.</summary>
internal sealed record ValueMatch(string Type, string Value)
{
    private const string Pattern = "RegularExpression";
    private const string Special = @"\.+*?()|[]{}^$";

    public bool IsPattern => Type is Pattern;

    public static ValueMatch Exact(string text) => new("Exact", text);

    /// <summary>Translates a condition.</summary>
    /// <exception cref="UnsaidException">There are no words for it.</exception>
    public static ValueMatch Of(StringConditionOptions condition)
    {
        if (condition.Not)
            throw new UnsaidException("a negated condition");
        if (condition.GreaterThan is not null || condition.LessThan is not null)
            throw new UnsaidException("a comparison of numbers");
        if (condition.InNetwork.Count > 0)
            throw new UnsaidException("a network");
        if (condition.Present is false)
            throw new UnsaidException("a value that must be missing");
        if (condition is { Exact.Length: > 0, IgnoreCase: false } && Patterns(condition).Count == 1)
            return Exact(condition.Exact);
        return Patterns(condition) is [var only]
            ? OfPattern(condition.IgnoreCase ? $"(?i){only}" : only)
            : throw new UnsaidException("several tests of one value");
    }

    public static ValueMatch OfPattern(string pattern)
    {
        try
        {
            PatternTranslator.Translate(pattern, PatternDialect.Re2, isAscii: false, ignoreCase: false);
        }
        catch (PatternException exception)
        {
            throw new UnsaidException($"the pattern '{pattern}', which is none of RE2: {exception.Message}");
        }

        return new(Pattern, pattern);
    }

    /// <summary>Writes a text so that a pattern takes it alone.</summary>
    public static string Escape(string text) => string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $@"\{c}" : c.ToString()));

    public JsonObject ToJson(string? name = null)
    {
        var json = new JsonObject { ["type"] = Type };
        if (name is not null)
            json["name"] = name;
        json["value"] = Value;
        return json;
    }

    private static List<string> Patterns(StringConditionOptions condition)
    {
        var patterns = new List<string>();
        Add(condition.Exact, t => t.Length == 0 ? "^$" : Escape(t));
        Add(condition.Prefix, t => $"{Escape(t)}.*");
        Add(condition.Suffix, t => $".*{Escape(t)}");
        Add(condition.Contains, t => $".*{Escape(t)}.*");
        Add(condition.Regex, t => t);
        Add((condition as PathConditionOptions)?.PathPrefix, t => $"{Escape(t.TrimEnd('/'))}(?:/.*)?");
        if (condition.In.Count > 0)
            patterns.Add($"(?:{string.Join('|', condition.In.Select(Escape))})");
        if (condition.Present is true && patterns.Count == 0)
            patterns.Add(".*");
        return patterns;

        void Add(string? text, Func<string, string> pattern)
        {
            if (text is not null)
                patterns.Add(pattern(text));
        }
    }
}
