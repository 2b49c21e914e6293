namespace TrafficRouting.Manifests;

/// <summary>Reads a StringMatch: one of exact, prefix and regex.</summary>
internal static class StringMatchReader
{
    /// <summary>Reads a match; without a test, or with the regex <c>*</c>, it asks for presence.</summary>
    public static T? Read<T>(Fields match, bool takesEmptyPrefix = false)
        where T : StringConditionOptions, new()
    {
        var (exact, prefix, regex) = (match.Text("exact"), match.Text("prefix"), match.Text("regex"));
        if (new[] { exact, prefix, regex }.Count(t => t is not null) > 1)
        {
            match.Error("takes only one of exact, prefix and regex");
            return null;
        }

        if (prefix is "" && !takesEmptyPrefix)
        {
            match.Error("prefix", "must not be empty");
            return null;
        }

        if (regex is not (null or "*"))
            return Re2Pattern.Check(match, "regex", regex, isAscii: typeof(T) == typeof(PathConditionOptions)) is { } pattern ? new T { Regex = pattern } : null;
        return exact is null && prefix is null ? new T { Present = true } : new T { Exact = exact, Prefix = prefix };
    }

    /// <summary>Turns a condition round as <c>withoutHeaders</c> does, where a missing header counts as an empty one.</summary>
    public static IEnumerable<StringConditionOptions> Without(StringConditionOptions condition)
    {
        if (condition.Present is true)
        {
            yield return new() { Present = false };
            yield break;
        }

        yield return new() { Exact = condition.Exact, Prefix = condition.Prefix, Regex = condition.Regex, Not = true };
        if (condition.Exact is "" || (condition.Regex is { } pattern && Re2Pattern.TakesEmpty(pattern)))
            yield return new() { Present = true };
    }
}
