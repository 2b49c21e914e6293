using TrafficRouting.AspNetCore;
using TrafficRouting.Benchmarks.Calls;
using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Benchmarks.Mirroring;
using TrafficRouting.Benchmarks.Peers;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Loopback;

/// <summary>
/// What a split adds to calls over loopback, one request of each client in turn over the one connection that all share, since connections
/// differ by more than clients do. Each call is compared with the pass-through's of its round, and the median of the differences counts: whatever
/// else the machine does falls on both or on few. The pass-through is there twice: what lies between the two is the noise.
/// </summary>
internal static class LoopbackTurns
{
    // So many calls until all code, ours and Kestrel's, is compiled to its last tier; the framework's own is compiled ahead, ours is not.
    private const int WarmUp = 10_000;

    private const int Seed = 17;

    private const string Path = "/api/products/42";

    /// <summary>Calls Kestrel in another process.</summary>
    public static async Task<int> RunAsync(int calls)
    {
        using var backends = await BackendProcess.StartAsync();
        return await RunAsync(calls, Own(backends.Primary));
    }

    /// <summary>Calls a given backend itself and through proxies that split and mirror in front of it.</summary>
    public static Task<int> RunAsync(int calls, string backend, string splitting, string mirroring) => RunAsync(
        calls, [.. Own(new(backend)), new("through a proxy that splits", splitting, Passing), new("through a proxy that mirrors", mirroring, Passing)]);

    private static List<TurnClient> Own(Uri backend)
    {
        var origin = backend.GetLeftPart(UriPartial.Authority);
        var peers = new PeerHandlers(origin, origin);
        return
        [
            new("A: pass-through handler", origin + Path, Passing),
            new("A again", origin + Path, Passing, atMost: 1.008, atLeast: 0.992),
            new("split", "http://reviews" + Path, Split(rules: 0), atMost: 1.02),
            new("B: pass-through, query", $"{origin}{Path}?page=1", Passing),
            new("split, query, of B", $"http://reviews{Path}?page=1", Split(rules: 0), atMost: 1.03, beside: "B: pass-through, query"),
            new("split, a viewer of its page", "http://reviews" + Path, Seen, atMost: 1.1),
            new("split, 1,000 rules", "http://reviews" + Path, Split(rules: 1_000), atMost: 1.04),
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
        using var connection = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 1 };
        foreach (var client in clients)
            client.Open(connection);

        var random = new Random(Seed);
        var turns = clients.ToArray();
        for (var call = -WarmUp; call < calls; call++)
        {
            // In another order each time, so that none follows the same neighbour.
            random.Shuffle(turns);
            foreach (var client in turns)
                await client.SendAsync(record: call >= 0);
        }

        Report(calls, clients);
        foreach (var client in clients)
            client.Dispose();
        return 0;
    }

    private static void Report(int calls, List<TurnClient> clients)
    {
        Console.WriteLine($"{calls} calls each, in turn over one connection, {Environment.ProcessorCount} cores");
        Console.WriteLine($"{"",-36}{"p50 us",10}{"p99 us",10}{"of A",8}   95 % confidence");
        foreach (var client in clients)
        {
            var first = clients.Find(c => c.Name == client.Beside) ?? clients[0];
            var typical = first.Percentile(50);
            var (median, low, high) = PairedDifference.Of(client.Microseconds, first.Microseconds);
            var ratio = 1 + (median / typical);
            var bound = double.IsInfinity(client.AtMost) ? "" : $"   ≤ {client.AtMost:0.000} {(ratio <= client.AtMost && ratio >= client.AtLeast ? "ok" : "MISSED")}";
            Console.WriteLine($"{client.Name,-36}{client.Percentile(50),10:0.0}{client.Percentile(99),10:0.0}{ratio,8:0.000}   {1 + (low / typical):0.000} to {1 + (high / typical):0.000}{bound}");
        }
    }
}
