using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AutomatedCanary;

/// <summary>Two versions of the reviews service: real servers on free loopback ports.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private readonly List<WebApplication> _servers = [];

    /// <summary>Gets the addresses as configuration keys.</summary>
    public Dictionary<string, string?> Addresses { get; } = [];

    public static async Task<Backends> StartAsync(double failingShareOfV2)
    {
        var backends = new Backends();
        await backends.AddAsync("v1", 0.005);
        await backends.AddAsync("v2", failingShareOfV2);
        return backends;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private async Task AddAsync(string version, double failingShare)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var random = new Random(version.Length);
        server.MapGet("/reviews/{id}", (int id) =>
        {
            lock (random)
                return random.NextDouble() < failingShare ? Results.StatusCode(500) : Results.Text(version);
        });
        await server.StartAsync();
        _servers.Add(server);
        Addresses[$"TrafficRouting:Backends:reviews-{version}:Address"] = server.Urls.First();
    }
}
