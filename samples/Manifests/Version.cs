using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Manifests;

/// <summary>One version of a service: a real server on a free loopback port that answers with its version and counts by Host.</summary>
internal sealed class Version : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _hosts = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private Version(string name)
    {
        Name = name;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(context =>
        {
            _hosts.Enqueue(context.Request.Host.Value ?? string.Empty);
            _arrived.Release();
            return context.Response.WriteAsync(name);
        });
    }

    public string Name { get; }

    public Uri Address { get; private set; } = null!;

    public int Count => _hosts.Count;

    public IEnumerable<string> Hosts => _hosts.Distinct();

    public static async Task<Version> StartAsync(string name)
    {
        var version = new Version(name);
        await version._server.StartAsync();
        version.Address = new(version._server.Urls.First());
        return version;
    }

    /// <summary>Waits for the requests that nobody else waits for.</summary>
    public async Task WaitForAsync(int requests)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            for (var i = 0; i < requests; i++)
                await _arrived.WaitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // What did not come shows in the count.
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
