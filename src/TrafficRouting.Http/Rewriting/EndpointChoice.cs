namespace TrafficRouting.Http;

internal static class EndpointChoice
{
    /// <summary>Chooses among a backend's endpoints, anew for each attempt.</summary>
    public static Endpoint Select(Backend backend, in HttpRequestView request, RandomSource random) =>
        backend.Endpoints[backend.Choice is { } choice ? choice.Select(in request, random) : 0];
}
