namespace TrafficRouting.Manifests;

/// <summary>Translates the matches of a service, in the order in which they are tried.</summary>
internal static class DraftedMatches
{
    public static IReadOnlyList<DraftedMatch> Of(ServiceTable table, Unsaid unsaid)
    {
        var drafted = new List<DraftedMatch>();
        foreach (var rule in table.Rules)
        {
            var (route, match) = (rule.Route, rule.Matcher.Options);
            var path = $"Services:{table.Service.Name}:Routes:{route.Name}";
            if (route.Options.DirectResponse is not null)
            {
                unsaid.Add($"{path}:DirectResponse", route.Options, "An HTTPRoute answers nothing by itself; the route is left out, so that its requests go on to the next ones.");
                continue;
            }

            try
            {
                drafted.AddRange(MatchDrafts.Of(match).Select(d => new DraftedMatch(rule, d)));
            }
            catch (UnsaidException exception)
            {
                var index = route.Options.Matches.IndexOf(match);
                unsaid.Add($"{path}:Matches:{Text.Of(Math.Max(0, index))}", index < 0 ? route.Options : match, $"HTTPRoute has nothing for {exception.Message}; the match is left out, so that its requests go on to the next ones.");
            }
        }

        CheckOrder(drafted, unsaid);
        return drafted;
    }

    // An HTTPRoute's matches are tried by how much they ask for, and only then in their order.
    private static void CheckOrder(List<DraftedMatch> drafted, Unsaid unsaid)
    {
        for (var later = 1; later < drafted.Count; later++)
        {
            for (var i = 0; i < later; i++)
            {
                var (one, other) = (drafted[i], drafted[later]);
                if (ReferenceEquals(one.Rule.Route, other.Rule.Route) || one.Draft.Rank.Order.CompareTo(other.Draft.Rank.Order) <= 0 || one.Draft.Excludes(other.Draft))
                    continue;
                var route = other.Rule.Route;
                unsaid.Add($"Services:{route.Service.Name}:Routes:{route.Name}:Order", route.Options, $"An HTTPRoute tries the more specific match first: requests that both take go to '{route.Name}', and not to '{one.Rule.Route.Name}'.");
            }
        }
    }
}
