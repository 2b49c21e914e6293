using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TrafficPage;

/// <summary>The shop's backends: real servers on free ports.</summary>
internal sealed class ShopBackends : IAsyncDisposable
{
    private readonly List<WebApplication> _servers = [];

    /// <summary>Gets the addresses, as keys of the configuration.</summary>
    public Dictionary<string, string?> Addresses { get; } = [];

    public static async Task<ShopBackends> StartAsync()
    {
        var backends = new ShopBackends();
        foreach (var behavior in BackendBehavior.All)
            await backends.StartAsync(behavior);
        return backends;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private async Task StartAsync(BackendBehavior behavior)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(async context =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(behavior.Milliseconds * (0.5 + (-0.5 * Math.Log(1 - Random.Shared.NextDouble())))));
            context.Response.StatusCode = Random.Shared.NextDouble() < behavior.FailingShare ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        });
        await server.StartAsync();
        _servers.Add(server);
        Addresses[$"TrafficRouting:Backends:{behavior.Name}:Address"] = server.Urls.Single();
    }
}
