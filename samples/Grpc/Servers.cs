using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GrpcSample;

/// <summary>A gRPC server for each version, on a loopback port given by the system.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly List<WebApplication> _running = [];

    /// <summary>Gets the addresses as configuration that goes over the settings file.</summary>
    public Dictionary<string, string?> Addresses { get; } = [];

    public static async Task<Servers> StartAsync(params string[] versions)
    {
        var servers = new Servers();
        foreach (var version in versions)
            await servers.StartAsync(version);
        return servers;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _running)
            await app.DisposeAsync();
    }

    private async Task StartAsync(string version)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new GreeterVersion(version));
        var app = builder.Build();
        app.MapGrpcService<GreeterService>();
        await app.StartAsync();
        _running.Add(app);
        Addresses[$"TrafficRouting:Backends:greeter-{version}:Address"] = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }
}
