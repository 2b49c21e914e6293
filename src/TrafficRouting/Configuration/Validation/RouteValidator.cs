namespace TrafficRouting;

/// <summary>A route for itself.</summary>
internal static class RouteValidator
{
    public static void Check(Scope scope, string name, RouteOptions route)
    {
        NameValidator.Check(scope, name);
        CheckAction(scope, route);
        for (var i = 0; i < route.Matches.Count; i++)
            MatchValidator.Check(scope.At("Matches", i, route.Matches[i]), route.Matches[i]);

        CheckWeights(scope.At("Weights"), route);
        if (route.Sticky is { } sticky)
            StickyValidator.Check(scope.At("Sticky"), sticky);
        foreach (var (backend, mirror) in route.Mirrors)
            MirrorValidator.Check(scope.At("Mirrors").At(backend, mirror), mirror);

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
        CheckTimeout(scope, route);
    }

    private static void CheckAction(Scope scope, RouteOptions route)
    {
        var given = Alternatives.Given(
            ("Weights", route.Weights.Count > 0), ("Redirect", route.Redirect is not null), ("DirectResponse", route.DirectResponse is not null));
        Alternatives.CheckOne(scope, given, "The route does nothing. Set one of Weights, Redirect and DirectResponse.");
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
        if (route.Weights.Count == 0)
            return;

        var weights = route.Weights.Select(pair => (scope.At(pair.Key), pair.Value)).ToList();
        WeightValidator.Check(scope, weights, route is { Selection: SelectionKind.RoundRobin, Sticky: null });
    }

    private static void CheckTimeout(Scope scope, RouteOptions route)
    {
        if (route.Timeout is { } timeout)
            RangeValidator.Positive(scope.At("Timeout"), timeout);
        if (route.TimeoutStatus is { } status)
        {
            RangeValidator.AnswerStatus(scope.At("TimeoutStatus"), status);
            if (route.Timeout is null)
                scope.At("TimeoutStatus").Missing("There is no Timeout that it could answer. Set Timeout too.");
        }
    }
}
