using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CanaryRollout;

/// <summary>The versions of the reviews service: real servers, each on a free loopback port, answering with its version.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private readonly List<WebApplication> _servers = [];

    public Dictionary<string, string?> Addresses { get; } = [];

    public static async Task<Backends> StartAsync(params string[] versions)
    {
        var backends = new Backends();
        foreach (var version in versions)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var server = builder.Build();
            server.MapGet("/reviews/{id}", (int id) => Results.Text(version));
            await server.StartAsync();
            backends._servers.Add(server);
            backends.Addresses[$"TrafficRouting:Backends:reviews-{version}:Address"] = server.Urls.First();
        }

        return backends;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }
}
