using System.Net;
using System.Net.Sockets;

namespace Web;

/// <summary>Runs the application, or with <c>--check</c> calls it once as anybody and once as a tester.</summary>
internal static class SelfCheck
{
    public static async Task<int> RunOrCheckAsync(this WebApplication app, string[] args)
    {
        if (args is not ["--check"])
        {
            await app.RunAsync();
            return 0;
        }

        // On a free port, which the addresses of the backends are set to as well.
        var url = $"http://localhost:{FreePort()}";
        app.Urls.Clear();
        app.Urls.Add(url);
        app.Configuration["TrafficRouting:Backends:reviews-v1:Address"] = $"{url}/v1";
        app.Configuration["TrafficRouting:Backends:reviews-v2:Address"] = $"{url}/v2";
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new(url) };
        var anybody = await http.GetFromJsonAsync<Dictionary<string, int>>("/");
        var tester = await http.GetFromJsonAsync<Dictionary<string, int>>("/?user=jason");
        Console.WriteLine($"anybody: {string.Join(", ", anybody!)}; jason: {string.Join(", ", tester!)}");
        await app.StopAsync();

        // 20 of 200 expected; an honest split leaves this range once in a hundred million runs.
        return anybody!.GetValueOrDefault("v2") is > 0 and < 50 && tester is { Count: 1 } && tester["v2"] == 200 ? 0 : 1;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
