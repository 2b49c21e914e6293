using System.Diagnostics;
using System.Globalization;
using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>
/// What copying a body while it is uploaded adds to the upload, over loopback to a process of its own. Uploads with and without a mirror
/// take turns, and the fastest tenth of each is compared, because other work on the machine only adds. Copies are discarded where they would be sent.
/// </summary>
internal static class TeeLoad
{
    private const int Megabyte = 1 << 20;

    // Enough uploads for the runtime to compile everything to its last tier: what has a mirror has more to compile.
    private const int WarmUp = 2_000;

    public static async Task<int> RunAsync(int rounds)
    {
        using var backends = await BackendProcess.StartAsync();
        foreach (var hasLength in new[] { true, false })
            await CompareAsync(backends.Primary, 64 << 10, 16 * Megabyte, hasLength, WarmUp);
        var kept = true;
        foreach (var (name, size, cap, hasLength, bound) in new[]
        {
            ("64 KB within the cap", 64 << 10, 16 * Megabyte, true, 1.1),
            ("64 KB within the cap, length unknown", 64 << 10, 16 * Megabyte, false, 1.1),
            ("10 MB above the cap", 10 * Megabyte, 64 << 10, true, 1.02),
            ("10 MB above the cap, length unknown", 10 * Megabyte, 64 << 10, false, 1.1),
            ("10 MB within the cap", 10 * Megabyte, 16 * Megabyte, true, 1.3),
            ("10 MB within the cap, length unknown", 10 * Megabyte, 16 * Megabyte, false, 1.3),
        })
        {
            var (ratio, noise) = await CompareAsync(backends.Primary, size, cap, hasLength, size >= Megabyte ? rounds : rounds * 20);
            kept &= ratio <= bound;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-40}{ratio:0.000}x (bound {bound}x; without a mirror against itself {noise:0.000}x) {(ratio <= bound ? "ok" : "MISSED")}"));
        }

        return kept ? 0 : 1;
    }

    private static async Task<(double Ratio, double Noise)> CompareAsync(Uri primary, int size, int cap, bool hasLength, int rounds)
    {
        // Without workers: what they would send is discarded between the uploads.
        using var mirror = new TrafficMirror(new MirrorTransport(new StubPrimary()), schedule: static _ => { });
        using var plain = Client(Router(primary, isMirrored: false, cap), mirror: null);
        using var again = Client(Router(primary, isMirrored: false, cap), mirror: null);
        var router = Router(primary, isMirrored: true, cap);
        using var mirrored = Client(router, mirror);
        var target = router.Table.Services[0].Routes[0].Mirrors[0];
        HttpClient[] clients = [plain, again, mirrored];
        var times = clients.Select(_ => new List<double>()).ToArray();
        var body = new byte[size];
        int[] order = [0, 1, 2];
        var random = new Random(1);
        for (var round = -rounds / 4; round < rounds; round++)
        {
            random.Shuffle(order);
            foreach (var client in order)
            {
                var started = Stopwatch.GetTimestamp();
                using var content = new StreamContent(hasLength ? new MemoryStream(body) : new Unsized(body));
                (await clients[client].PostAsync(new Uri("http://orders/"), content)).Dispose();
                if (round >= 0)
                    times[client].Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
                mirror.Discard(target);
            }
        }

        return (Fast(times[2]) / Fast(times[0]), Fast(times[1]) / Fast(times[0]));
    }

    private static double Fast(List<double> values) => values.Order().ElementAt(values.Count / 10);

    private static HttpClient Client(TrafficRouter router, TrafficMirror? mirror) =>
        new(new TrafficRoutingHandler(router, mirror: mirror) { InnerHandler = new SocketsHttpHandler() });

    private static TrafficRouter Router(Uri primary, bool isMirrored, int cap)
    {
        var options = new TrafficRoutingOptions { Mirroring = { MaxBodyBytes = cap, QueueBytes = 1 << 30 } };
        options.Backends["v1"] = new() { Address = primary.ToString() };
        options.Backends["shadow"] = new() { Address = "http://shadow" };
        var route = new RouteOptions { Weights = { ["v1"] = 1 }, Mirrors = { ["shadow"] = new() { Methods = { "*" }, Enabled = isMirrored } } };
        options.Services["orders"] = new() { Hosts = { "orders" }, Routes = { ["default"] = route } };
        return new(options);
    }

    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
