namespace TrafficRouting;

/// <summary>A route for itself.</summary>
internal static class RouteValidator
{
    public static void Check(Scope scope, string name, RouteOptions route, SelectionPolicies policies)
    {
        NameValidator.Check(scope, name);
        CheckAction(scope, route);
        for (var i = 0; i < route.Matches.Count; i++)
            MatchValidator.Check(scope.At("Matches", route.Matches, i), route.Matches[i]);

        if (route.Weights.Count > 0)
            WeightValidator.Check(scope.At("Weights"), [.. route.Weights.Values], route.TakesTurns);
        SelectionValidator.Check(scope, route.Selection, policies);
        if (route.Sticky is { } sticky)
            StickyValidator.Check(scope.At("Sticky"), sticky);
        foreach (var (backend, mirror) in route.Mirrors)
            MirrorValidator.Check(scope.At("Mirrors").At(backend), mirror);

        HeaderValidator.RequestEdits(scope, route.RequestHeaders);
        HeaderValidator.ResponseEdits(scope, route.ResponseHeaders);
        BaggageValidator.Edits(scope, route.Baggage);
        if (route.Rewrite is { } rewrite)
            RewriteValidator.Check(scope.At("Rewrite"), rewrite);
        if (route.Redirect is { } redirect)
            RedirectValidator.Check(scope.At("Redirect"), redirect);
        if (route.DirectResponse is { } response)
            ResponseValidator.Check(scope.At("DirectResponse"), response);
        if (route.Fault is { } fault)
            FaultValidator.Check(scope.At("Fault"), fault);
        if (route.Failover is not null)
            FailoverValidator.Check(scope.At("Failover"), route);
        if (route is { TimeoutStatus: not null, Timeout: null })
            scope.At("TimeoutStatus").Missing("Has no effect without Timeout. Set Timeout too.");
    }

    private static void CheckAction(Scope scope, RouteOptions route)
    {
        if (Alternatives.Check(scope, RouteOptions.Shape, route, "No action is configured.") is not [not "Weights"])
            return;

        foreach (var key in RouteOptions.Shape.Keys)
        {
            if (key.Name is "Mirrors" or "Baggage" or "Rewrite" or "Sticky" or "Timeout" or "Failover" && key.IsGiven(route))
                scope.At(key.Name).Warn("Has no effect: the route responds by itself and sends nothing.");
        }
    }
}
