using TrafficRouting.Benchmarks.Tables;

namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>One route changed of a compiled table, and one step of a canary.</summary>
internal static class TableReload
{
    /// <summary>The time of changing one route of so many, as a share of compiling all.</summary>
    public static double Share(int services, int routesEach)
    {
        var options = LargeTable.Options(services, routesEach);
        TrafficRouter router = null!;
        var first = Cost.Median(3, _ => Cost.Of(() => router = new(options)));
        var change = Cost.Median(9, i =>
        {
            options = With(options, $"service-{services / 2}", weight: 80 + i);
            return Cost.Of(() => router.Update(options));
        });
        return change.Milliseconds / first.Milliseconds;
    }

    /// <summary>What a step of a canary takes.</summary>
    public static Cost Step(TrafficRouter router, string service, string route) =>
        Cost.Median(9, i => Cost.Of(() => router.SetOverlay(new() { Owner = "canary", Service = service, Route = route, Weights = new Dictionary<string, int> { ["v1"] = 99 - i, ["v2"] = 1 + i } })));

    // The same objects but for one route and what holds it.
    private static TrafficRoutingOptions With(TrafficRoutingOptions options, string service, int weight)
    {
        var before = options.Services[service];
        var changed = new ServiceOptions();
        foreach (var host in before.Hosts)
            changed.Hosts.Add(host);
        foreach (var (name, route) in before.Routes)
            changed.Routes[name] = name != "route-5" ? route : new() { Matches = { route.Matches[0] }, Weights = { ["v1"] = weight, ["v2"] = 100 - weight } };
        var whole = new TrafficRoutingOptions();
        foreach (var (name, backend) in options.Backends)
            whole.Backends[name] = backend;
        foreach (var (name, other) in options.Services)
            whole.Services[name] = name == service ? changed : other;
        return whole;
    }
}
