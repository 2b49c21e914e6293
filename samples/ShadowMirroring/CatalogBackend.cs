using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ShadowMirroring;

/// <summary>One version of the catalog, on a port of its own, with an access log.</summary>
internal sealed class CatalogBackend : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CatalogBackend(WebApplication app) => _app = app;

    public string Address { get; private set; } = string.Empty;

    public ConcurrentQueue<AccessLogEntry> Log { get; } = new();

    /// <summary>Gets or sets a value indicating whether it takes requests and never answers.</summary>
    public bool Hangs { get; set; }

    public static async Task<CatalogBackend> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var backend = new CatalogBackend(app);
        app.Run(async context =>
        {
            var request = context.Request;
            backend.Log.Enqueue(new(request.Method, request.Path + request.QueryString, request.Host.Value!, request.Headers["x-shadow-request"].ToString()));
            if (backend.Hangs)
                await UntilAbortedAsync(context.RequestAborted);
            else
                await answer(context);
        });
        await app.StartAsync();
        backend.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return backend;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private static async Task UntilAbortedAsync(CancellationToken aborted)
    {
        var end = new TaskCompletionSource();
        await using (aborted.Register(end.SetResult))
            await end.Task;
    }
}
