namespace TrafficRouting.Manifests;

/// <summary>One match of a rule, with what decides its precedence.</summary>
internal sealed record GatewayMatch(Fields Fields, MatchOptions Options, MatchRank Rank)
{
    /// <summary>Gets a value indicating whether its path is a regular expression.</summary>
    public bool IsPattern { get; init; }

    /// <summary>Gets a value indicating whether it takes every request.</summary>
    public bool IsEverything { get; init; }

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
