using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AutomatedCanary;

/// <summary>Two versions of the reviews service: real servers on free loopback ports.</summary>
internal sealed class Backends : IAsyncDisposable
{
    private readonly List<WebApplication> _servers = [];
    private int _burst;

    /// <summary>Gets the addresses as configuration keys.</summary>
    public Dictionary<string, string?> Addresses { get; } = [];

    public static async Task<Backends> StartAsync(Act act)
    {
        var backends = new Backends();
        await backends.AddAsync("v1", new("", default) { IsGrpc = act.IsGrpc });
        await backends.AddAsync("v2", act);
        return backends;
    }

    /// <summary>Lets v2 fail its next requests.</summary>
    public void BeginBurst(int requests) => Volatile.Write(ref _burst, requests);

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
            await server.DisposeAsync();
    }

    private async Task AddAsync(string version, Act act)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = act.IsGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ReviewsVersion(version));
        var server = builder.Build();
        server.MapGrpcService<ReviewsService>();
        var random = new Random(version.Length);
        server.MapGet("/reviews/{id}", async (int id, CancellationToken gone) =>
        {
            if (act.Hangs)
                await Task.Delay(Timeout.Infinite, gone);
            bool fails;
            lock (random)
                fails = random.NextDouble() < act.FailingShare;
            return fails || IsInBurst(version) ? Results.StatusCode(500) : Results.Text(version);
        });
        await server.StartAsync();
        _servers.Add(server);
        Addresses[$"TrafficRouting:Backends:reviews-{version}:Address"] = server.Urls.First();
    }

    private bool IsInBurst(string version) => version == "v2" && Volatile.Read(ref _burst) > 0 && Interlocked.Decrement(ref _burst) >= 0;
}
