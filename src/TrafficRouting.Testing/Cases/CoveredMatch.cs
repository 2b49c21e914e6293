namespace TrafficRouting.Testing;

/// <summary>A match of a route, and what of it cases depend on.</summary>
internal sealed class CoveredMatch
{
    public CoveredMatch(Rule rule)
    {
        var matches = rule.Route.Options.Matches;
        var index = matches.IndexOf(rule.Matcher.Options);
        Name = matches.Count < 2 || index < 0 ? rule.Route.ToString() : $"{rule.Route}:Matches:{TrafficRouting.Text.Of(index)}";
        Conditions = [.. MatchConditions.Of(rule.Matcher.Options).Select(c => new CoveredCondition($"{Name}:{c.Key}", RequestMatcher.Compile(c.Alone)))];
    }

    /// <summary>Gets its name, such as <c>reviews/default</c> or, of several matches, <c>reviews/jason:Matches:1</c>.</summary>
    public string Name { get; }

    public IReadOnlyList<CoveredCondition> Conditions { get; }

    public bool IsTaken { get; private set; }

    /// <summary>Takes note of a request that no match before took.</summary>
    /// <returns>Whether this one takes it.</returns>
    public bool Note<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var failed = new List<CoveredCondition>();
        foreach (var condition in Conditions)
        {
            if (!condition.Alone.Matches(in request))
                failed.Add(condition);
        }

        if (failed.Count == 1)
            failed[0].Decided = true;
        IsTaken |= failed.Count == 0;
        return failed.Count == 0;
    }
}
