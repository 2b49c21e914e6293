using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>Handlers of the product as calls are measured through.</summary>
internal static class CallRouters
{
    /// <summary>A split 90/10 of host <c>reviews</c>, behind rules that send a tenant each to one backend.</summary>
    public static Func<HttpMessageHandler, HttpMessageHandler> Split(int rules = 0) => primary =>
        new TrafficRoutingHandler(new TrafficRouter(Options("http://10.0.0.1:9080", "http://10.0.0.2:9080", rules))) { InnerHandler = primary };

    public static TrafficRoutingOptions Options(string stable, string canary, int rules)
    {
        var options = new TrafficRoutingOptions();
        Fill(options, stable, canary, rules);
        return options;
    }

    public static void Fill(TrafficRoutingOptions options, string stable, string canary, int rules)
    {
        options.Backends["v1"] = new() { Address = stable };
        options.Backends["v2"] = new() { Address = canary };
        var service = options.Services["reviews"] = new() { Hosts = { "reviews" } };
        for (var i = 0; i < rules; i++)
        {
            service.Routes[$"tenant-{i}"] = new()
            {
                Matches = { new() { Headers = { ["x-tenant"] = new() { Exact = $"tenant-{i}" } } } },
                Weights = { ["v2"] = 1 },
            };
        }

        service.Routes["zz-all"] = new() { Weights = { ["v1"] = 90, ["v2"] = 10 } };
    }
}
