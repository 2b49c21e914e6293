using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace TrafficRouting.AspNetCore.Tests.Dashboards;

/// <summary>A real Prometheus that scrapes one application.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private readonly HttpClient _http;

    private PrometheusServer(Process process, DirectoryInfo folder, int port)
    {
        (_process, _folder) = (process, folder);
        _http = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
    }

    public static async Task<PrometheusServer> StartAsync(string program, Uri application, string rules)
    {
        var folder = Directory.CreateTempSubdirectory("traffic-prometheus-");
        var config = Path.Combine(folder.FullName, "prometheus.yml");
        await File.WriteAllTextAsync(config, $$"""
            global: { scrape_interval: 500ms, evaluation_interval: 1s }
            rule_files: [ "{{rules}}" ]
            scrape_configs:
            - job_name: shop
              static_configs: [ { targets: [ "{{application.Authority}}" ] } ]
            """);
        for (var attempt = 1; ; attempt++)
        {
            // Until Prometheus listens, anybody may take the port, and it ends; then another is tried.
            var port = FreePort();
            var process = Process.Start(new ProcessStartInfo(
                program, [$"--config.file={config}", $"--storage.tsdb.path={folder.FullName}/data", $"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]))!;
            var server = new PrometheusServer(process, folder, port);
            if (await server.StartsAsync())
                return server;
            server._http.Dispose();
            process.Dispose();
            Assert.True(attempt < 5, "Prometheus ends as it starts; it says why above.");
        }
    }

    /// <summary>Waits until a metric was scraped.</summary>
    public async Task WhenScrapedAsync(string metric)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while ((await QueryAsync(metric))["data"]?["result"]?.AsArray() is not [_, ..])
            await timer.WaitForNextTickAsync(patience.Token);
    }

    public async Task<JsonNode> QueryAsync(string expression)
    {
        using var content = new FormUrlEncodedContent([new("query", expression)]);
        using var response = await _http.PostAsync(new Uri("/api/v1/query", UriKind.Relative), content, TestContext.Current.CancellationToken);
        // An expression that is wrong is answered in JSON.
        return (await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    // Tells whether it is ready, or has ended instead.
    private async Task<bool> StartsAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!_process.HasExited)
        {
            try
            {
                using var response = await _http.GetAsync(new Uri("/-/ready", UriKind.Relative), patience.Token);
                if (response.IsSuccessStatusCode && !_process.HasExited)
                    return true;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }

        return false;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
