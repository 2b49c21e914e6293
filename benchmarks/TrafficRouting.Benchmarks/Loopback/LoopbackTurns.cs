using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Benchmarks.Mirroring;
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

    /// <summary>Calls Kestrel in another process.</summary>
    public static async Task<int> RunAsync(int calls)
    {
        using var backends = await BackendProcess.StartAsync();
        return await RunAsync(calls, Own(backends.Primary));
    }

    /// <summary>Calls a given backend itself and through proxies that split and mirror in front of it.</summary>
    public static Task<int> RunAsync(int calls, string backend, string splitting, string mirroring) => RunAsync(
        calls, [.. Own(new(backend)), new("through a proxy that splits", splitting), new("through a proxy that mirrors", mirroring)]);

    private static List<TurnClient> Own(Uri backend) =>
    [
        new("A: pass-through handler", backend.ToString(), new PassThroughHandler(keeping: false)),
        new("A again", backend.ToString(), new PassThroughHandler(keeping: false)),
        new("handler that keeps a value", backend.ToString(), new PassThroughHandler(keeping: true)),
        new("split", "http://orders/", new TrafficRoutingHandler(new TrafficRouter(Options(backend, rules: 1)))),
        new("split, 10,000 rules", "http://orders/", new TrafficRoutingHandler(new TrafficRouter(Options(backend, rules: 10_000)))),
    ];

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
        foreach (var client in clients)
        {
            Console.WriteLine($"{client.Name,-32}{client.Percentile(50),10:0.0}{client.Percentile(50) / clients[0].Percentile(50),8:0.000}{client.Percentile(99),10:0.0}");
            client.Dispose();
        }

        return 0;
    }

    private static TrafficRoutingOptions Options(Uri backend, int rules)
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = backend.ToString() };
        options.Backends["v2"] = new() { Address = backend.ToString() };
        var service = new ServiceOptions { Hosts = { "orders" } };
        for (var i = 1; i < rules; i++)
        {
            service.Routes[$"tenant-{i}"] = new()
            {
                Matches = { new() { Headers = { ["x-tenant"] = new() { Exact = $"tenant-{i}" } } } },
                Weights = { ["v2"] = 1 },
            };
        }

        service.Routes["zz-all"] = new() { Weights = { ["v1"] = 95, ["v2"] = 5 } };
        options.Services["orders"] = service;
        return options;
    }
}
