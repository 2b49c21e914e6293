namespace TrafficRouting.Http;

internal static class EndpointChoice
{
    /// <summary>Chooses among a backend's endpoints, anew for each attempt.</summary>
    public static Endpoint Select(Backend backend, HttpRequestMessage request, RandomSource random)
    {
        if (backend.Choice is not { } choice)
            return backend.Endpoints[0];

        var view = new HttpRequestView(request);
        return backend.Endpoints[choice.Select(in view, random)];
    }
}
