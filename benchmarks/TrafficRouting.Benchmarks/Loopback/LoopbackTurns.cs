using TrafficRouting.AspNetCore;
using TrafficRouting.Benchmarks.Calls;
using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Benchmarks.Mirroring;
using TrafficRouting.Benchmarks.Peers;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Loopback;

/// <summary>
/// What a split adds to calls over loopback, one request of each client in turn, so that whatever else the machine does
/// falls on all of them. The pass-through is there twice: the distance of the two is the noise.
/// </summary>
internal static class LoopbackTurns
{
    // So many calls until all code, ours and Kestrel's, is compiled to its last tier; the framework's own is compiled ahead, ours is not.
    private const int WarmUp = 10_000;

    private const string SplitName = "split";
    private const string SeenName = "split, a viewer of its page";

    private const string Path = "/api/products/42";

    /// <summary>Calls Kestrel in another process.</summary>
    public static async Task<int> RunAsync(int calls)
    {
        using var backends = await BackendProcess.StartAsync();
        return await RunAsync(calls, Own(backends.Primary));
    }

    /// <summary>Calls a given backend itself and through proxies that split and mirror in front of it.</summary>
    public static Task<int> RunAsync(int calls, string backend, string splitting, string mirroring) => RunAsync(
        calls, [.. Own(new(backend)), new("through a proxy that splits", splitting), new("through a proxy that mirrors", mirroring)]);

    private static List<TurnClient> Own(Uri backend)
    {
        var origin = backend.GetLeftPart(UriPartial.Authority);
        var peers = new PeerHandlers(origin, origin);
        return
        [
            new("A: pass-through handler", origin + Path, Passing),
            new("A again", origin + Path, Passing),
            new(SplitName, "http://reviews" + Path, Split(rules: 0)),
            new("split, query", $"http://reviews{Path}?page=1", Split(rules: 0)),
            new(SeenName, "http://reviews" + Path, Seen),
            new("split, 1,000 rules", "http://reviews" + Path, Split(rules: 1_000)),
            new("written by hand with care", "http://reviews" + Path, peers.CarefulRestoring),
            new("written by hand at first", "http://reviews" + Path, peers.UriBuilder),
            new("service discovery", "http://reviews" + Path, peers.ServiceDiscovery),
            new("FeatureManagement percentage", "http://reviews" + Path, peers.FeatureFlag),
            new("Http.Resilience standard handler", origin + Path, peers.StandardResilience),
            new("Http.Resilience weighted groups", "http://reviews" + Path, peers.WeightedGroups),
            new("YARP's forwarder in process", "http://reviews" + Path, peers.Forwarder),
        ];

        HttpMessageHandler Seen(HttpMessageHandler primary)
        {
            var router = new TrafficRouter(CallRouters.Options(origin, origin, 0));
            var tap = new TrafficTap { Recorder = new TrafficRecorder(router) };
            return new TrafficRoutingHandler(new RoutingPipeline(router, TimeProvider.System, [], TrafficRoutingMetrics.Shared, tap: tap)) { InnerHandler = primary };
        }

        Func<HttpMessageHandler, HttpMessageHandler> Split(int rules) => primary =>
            new TrafficRoutingHandler(new TrafficRouter(CallRouters.Options(origin, origin, rules))) { InnerHandler = primary };
    }

    private static PassThroughHandler Passing(HttpMessageHandler primary) => new PassThroughHandler(keeping: false) { InnerHandler = primary };

    private static async Task<int> RunAsync(int calls, List<TurnClient> clients)
    {
        for (var call = -WarmUp; call < calls; call++)
        {
            // Another one begins each time, so that none always follows the same neighbour in the same place.
            for (var i = 0; i < clients.Count; i++)
                await clients[(i + Math.Abs(call)) % clients.Count].SendAsync(record: call >= 0);
        }

        Console.WriteLine($"{calls} calls each, in turn, {Environment.ProcessorCount} cores");
        Console.WriteLine($"{"",-32}{"p50 us",10}{"of A",8}{"p99 us",10}");
        var (split, seen) = (clients.Find(c => c.Name == SplitName), clients.Find(c => c.Name == SeenName));
        foreach (var client in clients)
        {
            Console.WriteLine($"{client.Name,-32}{client.Percentile(50),10:0.0}{client.Percentile(50) / clients[0].Percentile(50),8:0.000}{client.Percentile(99),10:0.0}");
            client.Dispose();
        }

        if (split is not null && seen is not null)
            Console.WriteLine($"page: split, one viewer / nobody looks: {seen.Percentile(50) / split.Percentile(50):0.000} (at most 1.1)");
        return 0;
    }
}
