namespace TrafficRouting.Http;

internal static class EndpointChoice
{
    /// <summary>Chooses among a backend's endpoints, anew for each attempt.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="request">The request.</param>
    /// <param name="random">Where draws are taken from.</param>
    /// <param name="failed">The endpoints where the request failed, which are chosen only where there is no other; null for none.</param>
    public static Endpoint Select(Backend backend, in HttpRequestView request, RandomSource random, IReadOnlyCollection<Endpoint>? failed = null)
    {
        if (backend.Choice is not { } choice)
            return backend.Endpoints[0];

        var endpoint = backend.Endpoints[choice.Select(in request, random)];
        return failed?.Contains(endpoint) is true ? Other(backend, failed, random) ?? endpoint : endpoint;
    }

    private static Endpoint? Other(Backend backend, IReadOnlyCollection<Endpoint> failed, RandomSource random)
    {
        Span<int> weights = backend.Endpoints.Length <= 64 ? stackalloc int[backend.Endpoints.Length] : new int[backend.Endpoints.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = failed.Contains(backend.Endpoints[i]) || backend.Endpoints[i].Health is { IsEjected: true } ? 0 : backend.Endpoints[i].Weight;
        return WeightedDraw.Among(weights, random) is var chosen && chosen >= 0 ? backend.Endpoints[chosen] : null;
    }
}
