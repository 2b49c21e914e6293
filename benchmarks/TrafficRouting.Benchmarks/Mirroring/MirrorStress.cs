using System.Diagnostics;
using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>A mirror that never answers, a queue that is always full, a million requests: memory must stay where it was.</summary>
internal static class MirrorStress
{
    private const int Total = 1_000_000;
    private const int Step = 200_000;

    public static async Task<int> RunAsync()
    {
        var options = new TrafficRoutingOptions { Mirroring = { QueueCapacity = 256, BreakAfter = 0, Timeout = TimeSpan.FromMilliseconds(100), DrainTimeout = TimeSpan.Zero } };
        options.Backends["v1"] = new() { Address = "http://v1" };
        options.Backends["hole"] = new() { Address = "http://hole" };
        var route = new RouteOptions { Weights = { ["v1"] = 1 }, Mirrors = { ["hole"] = new() { Methods = { "*" } } } };
        options.Services["orders"] = new() { Hosts = { "orders" }, Routes = { ["default"] = route } };

        await using var mirror = new TrafficMirror(new NeverAnswers());
        using var client = new HttpClient(new TrafficRoutingHandler(new TrafficRouter(options), mirror: mirror) { InnerHandler = new StubPrimary() });
        var body = new byte[2_000];
        var clock = Stopwatch.StartNew();
        long? first = null;
        long last = 0;
        for (var i = 1; i <= Total; i++)
        {
            using var content = new ByteArrayContent(body);
            await client.PostAsync(new Uri("http://orders/"), content);
            if (i % Step != 0)
                continue;
            last = GC.GetTotalMemory(forceFullCollection: true);
            first ??= last;
            Console.WriteLine($"{i,9:N0} requests, {last / 1024.0 / 1024.0,6:0.00} MiB live, {mirror.Channels.Waiting} waiting, {mirror.Budget.Held:N0} bytes held");
        }

        // One captured request is about 1 KB: a leak of one in a hundred requests would be 5 MiB by the end.
        var flat = last - first < 2 * 1024 * 1024;
        Console.WriteLine($"{(flat ? "flat" : "GROWING")}: {(last - first) / 1024.0:0} KiB more after a million than after {Step:N0} requests, {Total / clock.Elapsed.TotalSeconds:N0} requests/s");
        return flat ? 0 : 1;
    }

    private sealed class NeverAnswers : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            await using (cancellationToken.Register(() => never.TrySetCanceled(cancellationToken)))
                return await never.Task;
        }
    }
}
