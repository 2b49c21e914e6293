namespace TrafficRouting;

/// <summary>Backends and their endpoints.</summary>
internal static class BackendValidator
{
    public static void Check(Scope root)
    {
        foreach (var (name, backend) in root.Options.Backends)
        {
            var scope = root.At("Backends").At(name, backend);
            NameValidator.Check(scope, name);
            Check(scope, backend);
        }
    }

    /// <summary>Checks a reference to a backend by name.</summary>
    public static BackendOptions? Find(Scope scope, string name)
    {
        var backends = scope.Options.Backends;
        if (backends.TryGetValue(name, out var backend))
            return backend;

        var suggestion = Suggestion.For(name, backends.Keys);
        scope.Error($"There is no backend {Text.Quote(name)}.{(suggestion.Length > 0 ? suggestion : " Add it to Backends.")}");
        return null;
    }

    private static void Check(Scope scope, BackendOptions backend)
    {
        CheckDestination(scope, backend);
        CheckEndpoints(scope, backend);
        if (backend.Address is { } address)
            AddressValidator.Check(scope.At("Address"), address);
        if (backend.AddressFrom is { } shared)
            CheckShared(scope.At("AddressFrom"), shared);
        if (backend.Rewrite is { } rewrite)
            RewriteValidator.Check(scope.At("Rewrite"), rewrite);
        if (backend.DirectResponse is { } response)
            ResponseValidator.Check(scope.At("DirectResponse"), response);
        if (backend.Redirect is { } redirect)
            RedirectValidator.Check(scope.At("Redirect"), redirect);
        if (backend is { Rewrite: not null } and ({ DirectResponse: not null } or { Redirect: not null }))
            scope.At("Rewrite").Warn("Has no effect: the backend answers by itself and is sent nothing.");
        if (backend.Sticky is { } sticky)
            StickyValidator.Check(scope.At("Sticky"), sticky);
        HeaderValidator.RequestEdits(scope.At("RequestHeaders"), backend.RequestHeaders);
        HeaderValidator.ResponseEdits(scope.At("ResponseHeaders"), backend.ResponseHeaders);
    }

    private static void CheckDestination(Scope scope, BackendOptions backend)
    {
        var given = Alternatives.Given(
            ("Address", backend.Address is not null),
            ("Endpoints", backend.Endpoints.Count > 0),
            ("DirectResponse", backend.DirectResponse is not null),
            ("Redirect", backend.Redirect is not null),
            ("AddressFrom", backend.AddressFrom is not null));
        Alternatives.CheckOne(scope, given, "No destination is configured. Set one of Address, Endpoints, DirectResponse, Redirect and AddressFrom.");
    }

    private static void CheckShared(Scope scope, string name)
    {
        if (Find(scope, name) is { Address: null, Endpoints.Count: 0 })
            scope.Error($"The backend {Text.Quote(name)} has neither Address nor Endpoints to share.");
    }

    private static void CheckEndpoints(Scope scope, BackendOptions backend)
    {
        var endpoints = scope.At("Endpoints");
        foreach (var (name, endpoint) in backend.Endpoints)
        {
            var at = endpoints.At(name, endpoint);
            NameValidator.Check(at, name);
            if (endpoint.Address is { } address)
                AddressValidator.Check(at.At("Address"), address);
            else
                at.Missing("Address is required.");
        }

        if (backend.Endpoints.Count > 0)
        {
            WeightValidator.Check(endpoints, [.. backend.Endpoints.Values.Select(endpoint => endpoint.Weight)], backend is { Selection: SelectionKind.RoundRobin, Sticky: null });
        }
    }
}
