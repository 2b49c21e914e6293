namespace TrafficRouting;

/// <summary>Conflicts between the routes of a service.</summary>
internal static class RouteOrderValidator
{
    public static void Check(Scope scope, ServiceOptions service)
    {
        if (!service.Enabled)
            return;

        var routes = service.Routes.Where(pair => pair.Value.Enabled).OrderBy(pair => pair.Value.Order).ToList();
        CheckConflicts(scope, routes);
        CheckUnreachable(scope, routes);
    }

    private static void CheckConflicts(Scope scope, List<KeyValuePair<string, RouteOptions>> routes)
    {
        // Signatures are long, so they are made only where a glance does not tell all matches apart.
        if (routes.DistinctBy(pair => (pair.Value.Order, MatchSignature.Glance(pair.Value.Matches))).Count() == routes.Count)
            return;

        var seen = new Dictionary<(int, string), string>();
        foreach (var (name, route) in routes)
        {
            var key = (route.Order, MatchSignature.Of(route.Matches));
            if (!seen.TryAdd(key, name))
                scope.At(name, route).Error($"Has the same matches and the same Order as the route '{seen[key]}'. Change one of them, or give them different Orders.");
        }
    }

    private static void CheckUnreachable(Scope scope, List<KeyValuePair<string, RouteOptions>> routes)
    {
        // At the same Order a catch-all is the least specific and so comes last.
        var catchAll = routes.Find(pair => IsCatchAll(pair.Value));
        if (catchAll.Value is null)
            return;

        foreach (var (name, route) in routes.Where(pair => pair.Value.Order > catchAll.Value.Order))
            scope.At(name, route).Warn($"Never reached: the route '{catchAll.Key}' matches every request before it. Give it an Order below {Text.Of(catchAll.Value.Order)}.");
    }

    private static bool IsCatchAll(RouteOptions route) => route.Matches.Count == 0 || route.Matches.Any(MatchValidator.IsCatchAll);
}
