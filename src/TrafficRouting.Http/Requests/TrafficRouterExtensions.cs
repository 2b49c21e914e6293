namespace TrafficRouting.Http;

/// <summary>Asks a router about a request.</summary>
public static class TrafficRouterExtensions
{
    /// <summary>Tells which route a request takes and why it does not take each one tried before it. Advances nothing, sends nothing.</summary>
    /// <param name="router">The router.</param>
    /// <param name="request">The request.</param>
    public static RouteExplanation Explain(this TrafficRouter router, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(router);
        var view = new HttpRequestView(request, router.Table.Options.Host);
        return router.Explain(in view);
    }
}
