namespace TrafficRouting.Manifests;

/// <summary>The timeout of a rule: proxies answer it with 504.</summary>
internal static class RouteTimeout
{
    private const int GatewayTimeout = 504;

    public static void Set(RouteOptions route, TimeSpan? timeout)
    {
        route.Timeout = timeout;
        route.TimeoutStatus = timeout is null ? null : GatewayTimeout;
    }
}
