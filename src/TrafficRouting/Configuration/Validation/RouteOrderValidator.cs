namespace TrafficRouting;

/// <summary>Conflicts between the routes of a service.</summary>
internal static class RouteOrderValidator
{
    public static void Check(Scope scope, ServiceOptions service)
    {
        if (!service.Enabled)
            return;

        var routes = new List<Named>(service.Routes.Count);
        var isOrdered = true;
        foreach (var (name, route) in service.Routes)
        {
            if (!route.Enabled)
                continue;
            isOrdered &= routes.Count == 0 || routes[^1].Route.Order <= route.Order;
            routes.Add(new(name, route));
        }

        if (!isOrdered)
            routes = [.. routes.OrderBy(named => named.Route.Order)];
        CheckConflicts(scope, routes);
        CheckUnreachable(scope, routes);
    }

    // Signatures are long, so they are made only of routes that a glance does not tell apart.
    private static void CheckConflicts(Scope scope, List<Named> routes)
    {
        var first = new Dictionary<int, Named>(routes.Count);
        var seen = new Dictionary<string, Named>(StringComparer.Ordinal);
        foreach (var named in routes)
        {
            if (first.TryAdd(named.Glance, named))
                continue;

            var before = first[named.Glance];
            seen.TryAdd(before.Signature, before);
            if (!seen.TryAdd(named.Signature, named))
                scope.At(named.Name).Error($"Has the same matches and the same Order as the route '{seen[named.Signature].Name}'. Change one of them, or give them different Orders.");
        }
    }

    private static void CheckUnreachable(Scope scope, List<Named> routes)
    {
        // At the same Order a catch-all is the least specific and so comes last.
        var catchAll = routes.Find(named => IsCatchAll(named.Route));
        if (catchAll is null)
            return;

        foreach (var named in routes)
        {
            if (named.Route.Order > catchAll.Route.Order)
                scope.At(named.Name).Warn($"Never reached: the route '{catchAll.Name}' matches every request before it. Give it an Order below {Text.Of(catchAll.Route.Order)}.");
        }
    }

    private static bool IsCatchAll(RouteOptions route) => route.Matches.Count == 0 || route.Matches.Any(MatchValidator.IsCatchAll);

    private sealed class Named(string name, RouteOptions route)
    {
        public string Name => name;

        public RouteOptions Route => route;

        /// <summary>Gets a number that is equal for routes of one signature, and mostly differs for others.</summary>
        public int Glance => (route.Order * 397) ^ MatchSignature.Glance(route.Matches);

        /// <summary>Gets a text that is equal for routes of the same matches and Order.</summary>
        public string Signature => $"{Text.Of(route.Order)} {MatchSignature.Of(route.Matches)}";
    }
}
