namespace TrafficRouting;

/// <summary>Conflicts between the routes of a service.</summary>
internal static class RouteOrderValidator
{
    public static void Check(Scope scope, ServiceOptions service)
    {
        if (!service.Enabled)
            return;

        var routes = new List<KeyValuePair<string, RouteOptions>>(service.Routes.Count);
        var isOrdered = true;
        foreach (var route in service.Routes)
        {
            if (!route.Value.Enabled)
                continue;
            isOrdered &= routes.Count == 0 || routes[^1].Value.Order <= route.Value.Order;
            routes.Add(route);
        }

        if (!isOrdered)
            routes = [.. routes.OrderBy(pair => pair.Value.Order)];
        CheckConflicts(scope, routes);
        CheckUnreachable(scope, routes);
    }

    private static void CheckConflicts(Scope scope, List<KeyValuePair<string, RouteOptions>> routes)
    {
        // Signatures are long, so they are made only where a glance does not tell all matches apart.
        if (AreDifferentAtAGlance(routes))
            return;

        var seen = new Dictionary<(int, string), string>();
        foreach (var (name, route) in routes)
        {
            var key = (route.Order, MatchSignature.Of(route.Matches));
            if (!seen.TryAdd(key, name))
                scope.At(name).Error($"Has the same matches and the same Order as the route '{seen[key]}'. Change one of them, or give them different Orders.");
        }
    }

    private static void CheckUnreachable(Scope scope, List<KeyValuePair<string, RouteOptions>> routes)
    {
        // At the same Order a catch-all is the least specific and so comes last.
        var catchAll = routes.Find(pair => IsCatchAll(pair.Value));
        if (catchAll.Value is null)
            return;

        foreach (var (name, route) in routes)
        {
            if (route.Order > catchAll.Value.Order)
                scope.At(name).Warn($"Never reached: the route '{catchAll.Key}' matches every request before it. Give it an Order below {Text.Of(catchAll.Value.Order)}.");
        }
    }

    private static bool AreDifferentAtAGlance(List<KeyValuePair<string, RouteOptions>> routes)
    {
        var glances = new long[routes.Count];
        for (var i = 0; i < glances.Length; i++)
            glances[i] = ((long)routes[i].Value.Order << 32) | (uint)MatchSignature.Glance(routes[i].Value.Matches);
        Array.Sort(glances);
        for (var i = 1; i < glances.Length; i++)
        {
            if (glances[i] == glances[i - 1])
                return false;
        }

        return true;
    }

    private static bool IsCatchAll(RouteOptions route) => route.Matches.Count == 0 || route.Matches.Any(MatchValidator.IsCatchAll);
}
