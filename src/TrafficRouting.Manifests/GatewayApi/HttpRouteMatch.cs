namespace TrafficRouting.Manifests;

/// <summary>One match of a rule, with what decides its precedence.</summary>
internal sealed record HttpRouteMatch(Fields Fields, MatchOptions Options, MatchRank Rank)
{
    /// <summary>Makes the same match for requests to one port.</summary>
    public MatchOptions At(int? port)
    {
        var match = Fields.Locate(new MatchOptions { Path = Options.Path, Method = Options.Method, Port = port });
        foreach (var (name, condition) in Options.Headers)
            match.Headers[name] = condition;
        foreach (var (name, condition) in Options.Query)
            match.Query[name] = condition;
        return match;
    }
}
