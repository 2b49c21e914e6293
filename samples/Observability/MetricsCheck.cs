using System.Net;
using System.Net.Sockets;

namespace Observability;

/// <summary>Runs the shop until its metrics show all that this sample is about, or for twenty seconds.</summary>
internal static class MetricsCheck
{
    private static readonly string[] Expected =
    [
        "traffic_routing_decisions_total{", "traffic_routing_backend=\"reviews-v1\"", "traffic_routing_backend=\"reviews-v2\"",
        "traffic_routing_request_duration_seconds_bucket{", "traffic_routing_outcome=\"5xx\"",
        "traffic_routing_backend_weight{", "traffic_routing_last_reload_ok", "traffic_routing_mirror_requests_total{", "traffic_routing_outcome=\"sent\"",
    ];

    public static async Task<bool> RunAsync(WebApplication app, SpanCounter spans)
    {
        // On a free port, which the addresses of the backends are set to as well.
        var url = $"http://localhost:{FreePort()}";
        app.Urls.Clear();
        app.Urls.Add(url);
        app.Configuration["TrafficRouting:Backends:reviews-v1:Address"] = $"{url}/v1";
        app.Configuration["TrafficRouting:Backends:reviews-v2:Address"] = $"{url}/v2";
        await app.StartAsync();

        using var http = new HttpClient { BaseAddress = new(url) };
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.5));
        var metrics = string.Empty;
        bool IsShown() => Expected.All(text => metrics.Contains(text, StringComparison.Ordinal)) && spans.Of("route reviews") > 0 && spans.Of("mirror reviews-v2") > 0;
        for (var look = 0; look < 40 && !IsShown() && await timer.WaitForNextTickAsync(); look++)
            metrics = await http.GetStringAsync("/metrics");
        await app.StopAsync();

        Console.WriteLine(string.Join('\n', metrics.Split('\n').Where(line => line.StartsWith("traffic_routing_", StringComparison.Ordinal) && !line.Contains("_bucket", StringComparison.Ordinal))));
        Console.WriteLine($"spans: route reviews {spans.Of("route reviews")}, mirror reviews-v2 {spans.Of("mirror reviews-v2")}");
        foreach (var missing in Expected.Where(text => !metrics.Contains(text, StringComparison.Ordinal)))
            Console.WriteLine($"missing: {missing}");
        return IsShown();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
