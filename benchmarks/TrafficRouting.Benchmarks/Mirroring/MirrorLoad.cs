using System.Net;
using System.Net.Sockets;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>
/// Latency of the primary over loopback at a paced load, without mirrors (twice: the A/A spread is the noise of the
/// machine) and with mirrors at 100 % that are dead, slow, silent or alive. Backends run in a process of their own; the
/// variants take turns of a second, so that a slow minute of the machine falls on all of them.
/// </summary>
internal static class MirrorLoad
{
    // Enough calls for the runtime to compile everything to its last tier.
    private const int WarmUpPerSecond = 2_000;

    public static async Task<int> RunAsync(int rounds, int perSecond)
    {
        using var backends = await BackendProcess.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(backlog: 512);
        var hole = new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}");

        List<LoadVariant> variants =
        [
            new("A: no mirror", backends.Primary, mirror: null),
            new("A again", backends.Primary, mirror: null),
            new("dead mirror", backends.Primary, Dead()),
            new("slow mirror (5 s)", backends.Primary, new Uri(backends.Mirror, "/slow")),
            new("black hole", backends.Primary, hole),
            new("control: the same extra load by another process", backends.Primary, mirror: null) { OtherLoad = r => backends.LoadAsync(r, perSecond) },
            new("live mirror", backends.Primary, backends.Mirror),
        ];
        Console.WriteLine($"{rounds} rounds of 1 s each, {perSecond} requests/s, {Environment.ProcessorCount} cores");
        foreach (var variant in variants)
            await variant.RunAsync(TimeSpan.FromSeconds(3), WarmUpPerSecond, record: false);
        var order = variants.ToArray();
        var random = new Random(1);
        for (var round = 0; round < rounds; round++)
        {
            // A variant leaves the processor more or less awake for the next, so each follows others every time.
            random.Shuffle(order);
            foreach (var variant in order)
                await variant.RunAsync(TimeSpan.FromSeconds(1), perSecond, record: true);
        }

        var floor = variants[0].Percentile(50);
        Console.WriteLine($"{"",-50}{"p50 us",10}{"ratio",8}{"p99 us",10}  copies");
        foreach (var variant in variants)
        {
            Console.WriteLine($"{variant.Name,-50}{variant.Percentile(50),10:0.0}{variant.Percentile(50) / floor,8:0.000}{variant.Percentile(99),10:0.0}  {variant.Copies()}");
            await variant.DisposeAsync();
        }

        return 0;
    }

    private static Uri Dead()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
