namespace TrafficRouting.Http;

/// <summary>Asks a router about a request.</summary>
public static class TrafficRouterExtensions
{
    /// <summary>Tells which route a request takes and why it does not take each one tried before it. Advances nothing, sends nothing.</summary>
    /// <param name="router">The router.</param>
    /// <param name="request">The request, by its absolute URI: a client's <see cref="HttpClient.BaseAddress"/> is not known here.</param>
    /// <returns>The explanation, to be printed or looked at.</returns>
    public static RouteExplanation Explain(this TrafficRouter router, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(router);
        ArgumentNullException.ThrowIfNull(request);
        var view = new HttpRequestView(request, router.Table.Options.Host);
        return router.Explain(in view);
    }
}
