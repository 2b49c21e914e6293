namespace TrafficRouting.Manifests;

/// <summary>The variables of expressions that a client knows.</summary>
internal static class VarField
{
    public const string Known = "arg_*, http_*, cookie_*, uri, request_method, host and scheme";

    /// <summary>Makes a match of a condition on a variable, or null for a variable that is not known here.</summary>
    public static MatchOptions? With(string variable, StringConditionOptions condition, Fields owner)
    {
        var match = owner.Locate(new MatchOptions());
        if (Named(variable, "arg_") is { } argument)
            match.Query[argument] = condition;
        else if (Named(variable, "cookie_") is { } cookie)
            match.Cookies[cookie] = condition;
        else if (variable is "host")
            match.Host = condition;
        else if (Named(variable, "http_") is { } header)
            return OfHeader(header, condition, owner);
        else if (variable is "uri")
            match.Path = OfPath(condition);
        else if (variable is "request_method")
            match.Method = condition;
        else if (variable is "scheme")
            match.Scheme = condition;
        else
            return null;
        return match;
    }

    // nginx knows a header by either spelling.
    private static MatchOptions OfHeader(string name, StringConditionOptions condition, Fields owner)
    {
        var match = owner.Locate(new MatchOptions());
        var spellings = HeaderSpellings.Of(name);
        if (spellings is [var only])
        {
            match.Headers[only] = condition;
            return match;
        }

        var either = condition.Not ? match.NoneOf : match.AnyOf;
        condition.Not = false;
        foreach (var spelling in spellings)
        {
            var one = owner.Locate(new MatchOptions());
            one.Headers[spelling] = condition;
            either.Add(one);
        }

        return match;
    }

    private static string? Named(string variable, string prefix) =>
        variable.Length > prefix.Length && variable.StartsWith(prefix, StringComparison.Ordinal) ? variable[prefix.Length..] : null;

    private static PathConditionOptions OfPath(StringConditionOptions condition)
    {
        var path = new PathConditionOptions
        {
            Exact = condition.Exact,
            Regex = condition.Regex,
            GreaterThan = condition.GreaterThan,
            LessThan = condition.LessThan,
            IgnoreCase = condition.IgnoreCase,
            Not = condition.Not,
        };
        foreach (var value in condition.In)
            path.In.Add(value);
        foreach (var network in condition.InNetwork)
            path.InNetwork.Add(network);
        return path;
    }
}
