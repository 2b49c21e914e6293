namespace TrafficRouting.Tests.Tables;

/// <summary>Small configurations for the tests of the table.</summary>
internal static class Given
{
    /// <summary>One service 'reviews' with hosts, backends v1 to v3, and the routes named.</summary>
    public static TrafficRoutingOptions Routes(params (string Name, RouteOptions Route)[] routes)
    {
        var options = new TrafficRoutingOptions();
        foreach (var name in (string[])["v1", "v2", "v3"])
            options.Backends[name] = new() { Address = $"http://{name}.test" };
        var service = new ServiceOptions { Hosts = { "reviews" } };
        foreach (var (name, route) in routes)
            service.Routes[name] = route;
        options.Services["reviews"] = service;
        return options;
    }

    public static RouteOptions Split(params (string Backend, int Weight)[] weights)
    {
        var route = new RouteOptions();
        foreach (var (backend, weight) in weights)
            route.Weights[backend] = weight;
        return route;
    }

    public static RouteOptions To(string backend, params MatchOptions[] matches)
    {
        var route = Split((backend, 1));
        foreach (var match in matches)
            route.Matches.Add(match);
        return route;
    }

    public static MatchOptions Path(string prefix) => new() { Path = new() { PathPrefix = prefix } };

    public static MatchOptions ExactPath(string path) => new() { Path = new() { Exact = path } };

    public static MatchOptions Header(string name, string value) => new() { Headers = { [name] = new() { Exact = value } } };

    public static RouteOptions At(this RouteOptions route, int order)
    {
        route.Order = order;
        return route;
    }
}
