using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Grpc.Tests;

/// <summary>A real gRPC server on loopback, which counts its unary calls.</summary>
internal sealed class GreeterServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _calls;

    private GreeterServer(string name, Func<ServerCallContext, Task>? onCall)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new GreeterBehavior(name, context =>
        {
            Interlocked.Increment(ref _calls);
            return onCall?.Invoke(context) ?? Task.CompletedTask;
        }));
        _app = builder.Build();
        _app.MapGrpcService<GreeterService>();
    }

    public Uri Address { get; private set; } = null!;

    public int Calls => _calls;

    public static async Task<GreeterServer> StartAsync(string name, Func<ServerCallContext, Task>? onCall = null)
    {
        var server = new GreeterServer(name, onCall);
        await server._app.StartAsync();
        server.Address = new(server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
