namespace TrafficRouting.Http.Tests;

/// <summary>Routes of one service "reviews", written as briefly as the tests want them.</summary>
internal static class Routing
{
    public static TrafficRoutingOptions To(Uri address, Action<RouteOptions>? route = null, Action<BackendOptions>? backend = null, string path = "")
    {
        var options = new TrafficRoutingOptions();
        var target = new BackendOptions { Address = address.GetLeftPart(UriPartial.Authority) + path };
        backend?.Invoke(target);
        options.Backends["v1"] = target;
        options.Services["reviews"] = new() { Hosts = { "reviews" } };
        var rule = new RouteOptions { Weights = { ["v1"] = 1 } };
        route?.Invoke(rule);
        options.Services["reviews"].Routes["all"] = rule;
        return options;
    }

    /// <summary>Splits by round robin, so that a second draw would be seen.</summary>
    public static TrafficRoutingOptions Between(Uri v1, Uri v2, Action<RouteOptions>? route = null)
    {
        var options = To(v1, rule =>
        {
            rule.Weights["v2"] = 1;
            rule.Selection = SelectionNames.RoundRobin;
            route?.Invoke(rule);
        });
        options.Backends["v2"] = new() { Address = v2.ToString() };
        return options;
    }

    public static HttpClient Client(this TrafficRoutingOptions options, HttpMessageHandler? primary = null, TimeProvider? time = null) =>
        new(options.Handler(primary, time));

    public static TrafficRoutingHandler Handler(this TrafficRoutingOptions options, HttpMessageHandler? primary = null, TimeProvider? time = null) =>
        new(new TrafficRouter(options), time) { InnerHandler = primary ?? new SocketsHttpHandler() };

    public static void CopyTo(this TrafficRoutingOptions from, TrafficRoutingOptions to)
    {
        foreach (var (name, backend) in from.Backends)
            to.Backends[name] = backend;
        foreach (var (name, service) in from.Services)
            to.Services[name] = service;
    }
}
