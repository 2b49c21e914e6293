using System.Diagnostics;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Tables;

/// <summary>
/// Decisions while the table is replaced without end, beside decisions while nothing is, in turns of half a second. Each
/// sample is the mean of 64 decisions, since a clock reading costs as much as one.
/// </summary>
internal static class ReloadLatency
{
    private const int Rounds = 8;
    private const int PerSample = 64;

    public static async Task<int> RunAsync()
    {
        var router = new TrafficRouter(LargeTable.Options(services: 10, routesEach: 100));
        var quiet = new List<double>();
        var busy = new List<double>();
        var reloads = 0;
        Decide(router, []);
        for (var round = 0; round < Rounds; round++)
        {
            Decide(router, quiet);
            using var stop = new CancellationTokenSource();
            var reloading = Task.Run(() =>
            {
                for (; !stop.IsCancellationRequested; reloads++)
                    router.Update(LargeTable.Options(services: 10, routesEach: 100));
            });
            Decide(router, busy);
            await stop.CancelAsync();
            await reloading;
        }

        Console.WriteLine($"1,000 routes, {reloads} reloads in {Rounds / 2} s, ns per decision");
        foreach (var (name, samples) in new[] { ("no reload", quiet), ("reloads without end", busy) })
        {
            samples.Sort();
            Console.WriteLine($"{name,-24}p50 {At(50),8:0.0}   p99 {At(99),8:0.0}   p99.9 {At(99.9),8:0.0}");

            double At(double percent) => samples[(int)((samples.Count - 1) * percent / 100)];
        }

        return 0;
    }

    private static void Decide(TrafficRouter router, List<double> samples)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://service-7/api/42/items");
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(500))
        {
            var before = Stopwatch.GetTimestamp();
            for (var i = 0; i < PerSample; i++)
                GC.KeepAlive(router.Decide(new HttpRequestView(request)));
            samples.Add(Stopwatch.GetElapsedTime(before).TotalNanoseconds / PerSample);
        }
    }
}
