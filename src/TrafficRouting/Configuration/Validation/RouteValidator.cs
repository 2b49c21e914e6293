namespace TrafficRouting;

/// <summary>A route for itself.</summary>
internal static class RouteValidator
{
    public static void Check(Scope scope, RouteOptions route)
    {
        CheckAction(scope, route);
        for (var i = 0; i < route.Matches.Count; i++)
            MatchValidator.Check(scope.At("Matches", route.Matches, i, route.Matches[i]), route.Matches[i]);

        CheckWeights(scope.At("Weights"), route);
        if (route.Sticky is { } sticky)
            StickyValidator.Check(scope.At("Sticky"), sticky);
        foreach (var (name, mirror) in route.Mirrors)
            MirrorValidator.Check(scope.At("Mirrors").At(name, mirror), name, mirror, route.Weights.Keys);

        HeaderValidator.RequestEdits(scope.At("RequestHeaders"), route.RequestHeaders);
        HeaderValidator.ResponseEdits(scope.At("ResponseHeaders"), route.ResponseHeaders);
        if (route.Rewrite is { } rewrite)
            RewriteValidator.Check(scope.At("Rewrite"), rewrite);
        if (route.Redirect is { } redirect)
            RedirectValidator.Check(scope.At("Redirect"), redirect);
        if (route.DirectResponse is { } response)
            ResponseValidator.Check(scope.At("DirectResponse"), response);
        if (route.Fault is { } fault)
            FaultValidator.Check(scope.At("Fault"), fault);
        if (route is { TimeoutStatus: not null, Timeout: null })
            scope.At("TimeoutStatus").Missing("Has no effect without Timeout. Set Timeout too.");
    }

    private static void CheckAction(Scope scope, RouteOptions route)
    {
        var given = Alternatives.Given(
            ("Weights", route.Weights.Count > 0), ("Redirect", route.Redirect is not null), ("DirectResponse", route.DirectResponse is not null));
        Alternatives.CheckOne(scope, given, "No action is configured. Set one of Weights, Redirect and DirectResponse.");
        if (given is [not "Weights"])
            WarnOfIdle(scope, route);
    }

    private static void WarnOfIdle(Scope scope, RouteOptions route)
    {
        var idle = Alternatives.Given(
            ("Mirrors", route.Mirrors.Count > 0),
            ("Rewrite", route.Rewrite is not null),
            ("Sticky", route.Sticky is not null),
            ("Timeout", route.Timeout is not null));
        foreach (var key in idle)
            scope.At(key).Warn("Has no effect: the route answers by itself and sends nothing.");
    }

    private static void CheckWeights(Scope scope, RouteOptions route)
    {
        foreach (var name in route.Weights.Keys)
            BackendValidator.Find(scope.At(name), name);
        if (route.Weights.Count > 0)
        {
            WeightValidator.Check(scope, [.. route.Weights.Values], route is { Selection: SelectionKind.RoundRobin, Sticky: null });
        }
    }
}
