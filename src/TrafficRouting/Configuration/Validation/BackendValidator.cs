namespace TrafficRouting;

/// <summary>Backends and their endpoints.</summary>
internal static class BackendValidator
{
    /// <summary>Tells whether a backend answers by itself, so that nothing is sent to it.</summary>
    public static bool Answers(BackendOptions backend) => backend is { DirectResponse: not null } or { Redirect: not null };

    /// <summary>Tells whether a backend, or the one whose address it has, answers by itself.</summary>
    public static bool Answers(BackendOptions backend, IDictionary<string, BackendOptions> backends) =>
        Answers(backend) || (backend.AddressFrom is { } name && backends.TryGetValue(name, out var target) && Answers(target));

    public static void Check(Scope scope, string name, BackendOptions backend, SelectionPolicies policies)
    {
        NameValidator.Check(scope, name);
        Alternatives.Check(scope, BackendOptions.Shape, backend, "No destination is configured.");
        CheckEndpoints(scope, backend);
        SelectionValidator.Check(scope, backend.Selection, policies);
        if (backend.Address is { } address)
            AddressValidator.Check(scope.At("Address"), address);
        if (backend.Rewrite is { } rewrite)
            RewriteValidator.Check(scope.At("Rewrite"), rewrite);
        if (backend.DirectResponse is { } response)
            ResponseValidator.Check(scope.At("DirectResponse"), response);
        if (backend.Redirect is { } redirect)
            RedirectValidator.Check(scope.At("Redirect"), redirect);
        if (backend.Rewrite is not null && Answers(backend))
            scope.At("Rewrite").Warn("Has no effect: the backend responds by itself and is sent nothing.");
        if (backend.Health is not null)
            HealthValidator.Check(scope.At("Health"), backend);
        if (backend.Sticky is { } sticky)
            StickyValidator.Check(scope.At("Sticky"), sticky);
        HeaderValidator.RequestEdits(scope, backend.RequestHeaders);
        BaggageValidator.Edits(scope, backend.Baggage);
        HeaderValidator.ResponseEdits(scope, backend.ResponseHeaders);
    }

    private static void CheckEndpoints(Scope scope, BackendOptions backend)
    {
        var endpoints = scope.At("Endpoints");
        foreach (var (name, endpoint) in backend.Endpoints)
        {
            var at = endpoints.At(name);
            NameValidator.Check(at, name);
            if (endpoint.Address is { } address)
                AddressValidator.Check(at.At("Address"), address);
            else
                at.Missing("Address is required.");
        }

        if (backend.Endpoints.Count > 0)
            WeightValidator.Check(endpoints, [.. backend.Endpoints.Values.Select(endpoint => endpoint.Weight)], backend.TakesTurns);
    }
}
