using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace TrafficRouting.Benchmarks.Tables;

/// <summary>What a table of 100,000 routes takes to compile and to hold.</summary>
internal static class LargeTable
{
    private const int Services = 1_000;
    private const int RoutesEach = 100;

    public static int Run()
    {
        for (var run = 0; run < 3; run++)
            Measure();
        return 0;
    }

    // Apart, so that nothing of one run lives on in the next.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Measure()
    {
        var options = Options(Services, RoutesEach);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var table = RouteTable.Compile(options);
        var took = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(options);
        GC.KeepAlive(table);
        Console.WriteLine($"{Services * RoutesEach:N0} routes: {took.TotalSeconds:0.00} s, validation included (the goal is 2 s); {bytes / (Services * RoutesEach)} bytes per route");
    }

    public static TrafficRoutingOptions Options(int services, int routesEach)
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://10.0.0.1:8080" };
        options.Backends["v2"] = new() { Address = "http://10.0.0.2:8080" };
        for (var s = 0; s < services; s++)
        {
            var service = new ServiceOptions { Hosts = { $"service-{s}" } };
            for (var r = 0; r < routesEach; r++)
            {
                service.Routes[$"route-{r}"] = new()
                {
                    Matches = { new() { Path = new() { PathPrefix = $"/api/{r}" } } },
                    Weights = { ["v1"] = 90, ["v2"] = 10 },
                };
            }

            options.Services[$"service-{s}"] = service;
        }

        return options;
    }
}
