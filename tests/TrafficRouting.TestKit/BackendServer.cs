using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.TestKit;

/// <summary>A real Kestrel server on a loopback port given by the system, which records what it receives.</summary>
public sealed class BackendServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private BackendServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<RecordedRequest> Requests { get; } = new();

    public int Count => Requests.Count;

    /// <summary>Starts a server; without a handler it answers 200 with its name. Recording reads the whole body first: a handler that streams wants none.</summary>
    public static async Task<BackendServer> StartAsync(
        string name = "backend", RequestDelegate? handler = null, HttpProtocols protocols = HttpProtocols.Http1, bool https = false, bool record = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (https)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            if (https)
                listen.UseHttps(TestCertificate.Create());
        }));
        var app = builder.Build();
        var server = new BackendServer(app);
        app.UseWebSockets();
        app.Run(async context =>
        {
            if (record)
                server.Requests.Enqueue(await RecordAsync(context.Request));
            if (handler is not null)
            {
                await handler(context);
                return;
            }

            context.Response.Headers["x-backend"] = name;
            await context.Response.WriteAsync(name);
        });
        await app.StartAsync();
        server.Address = new Uri(app.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task<RecordedRequest> RecordAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (request.Body.CanSeek)
            request.Body.Position = 0;
        return new(
            request.Method,
            request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget,
            request.Host.Value ?? string.Empty,
            request.Protocol,
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
    }
}
