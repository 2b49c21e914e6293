using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Manifests.Tests.Cases;

/// <summary>Recording servers under the names that documents give, reached by real clients whose name lookup leads to them.</summary>
public sealed class Wire : IAsyncLifetime
{
    // Hosts lead to servers by their first label, addresses of the documentation's range by this table.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal) { ["192.0.2.1"] = "a", ["192.0.2.2"] = "b", ["192.0.2.3"] = "hit" };

    private readonly Dictionary<string, BackendServer> _servers = new(StringComparer.Ordinal);
    private int _exchanges;

    public async ValueTask InitializeAsync()
    {
        foreach (var name in new[] { "hit", "miss", "web", "a", "b", "c", "shadow", "shadow2" })
        {
            _servers[name] = await BackendServer.StartAsync(name, context =>
            {
                context.Response.Headers["x-origin"] = name;
                return Task.CompletedTask;
            });
        }

        _servers["h2"] = await BackendServer.StartAsync("h2", protocols: HttpProtocols.Http2);
        _servers["secure"] = await BackendServer.StartAsync("secure", https: true);
        _servers["silent"] = await BackendServer.StartAsync("silent", context =>
        {
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(gone.SetResult);
            return gone.Task;
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers.Values)
            await server.DisposeAsync();
    }

    internal async Task<Exchange> SendAsync(TrafficRouter router, HttpRequestMessage request)
    {
        // A request that was given up may arrive while the next is under way.
        var exchange = $"{++_exchanges}";
        var dialled = new ConcurrentQueue<string>();
        await using var mirror = new TrafficMirror(new MarkingHandler(exchange) { InnerHandler = NewHandler(dialled: null) });
        using var client = new HttpClient(new TrafficRoutingHandler(router, mirror: mirror) { InnerHandler = new MarkingHandler(exchange) { InnerHandler = NewHandler(dialled) } });
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        await mirror.WhenIdleAsync(TestContext.Current.CancellationToken);

        var received = _servers.SelectMany(s => s.Value.Requests.Where(r => r.Header(MarkingHandler.Name) == exchange).Select(r => (Server: s.Key, Request: r))).ToLookup(r => r.Server.StartsWith("shadow", StringComparison.Ordinal));
        var (server, sent) = received[false].SingleOrDefault();
        return new(server, sent, dialled.SingleOrDefault(), response, body, [.. received[true]]);
    }

    /// <summary>Sends many requests over one client and counts who answered them.</summary>
    internal async Task<IReadOnlyDictionary<string, int>> CountAsync(TrafficRouter router, int requests, Func<HttpRequestMessage> next)
    {
        using var client = new HttpClient(new TrafficRoutingHandler(router) { InnerHandler = NewHandler(dialled: null) });
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < requests; i++)
        {
            using var request = next();
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var by = response.Headers.TryGetValues("x-origin", out var origin) ? origin.Single() : ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            counts[by] = counts.GetValueOrDefault(by) + 1;
        }

        return counts;
    }

    private SocketsHttpHandler NewHandler(ConcurrentQueue<string>? dialled)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = async (context, cancel) =>
            {
                var host = context.DnsEndPoint.Host;
                dialled?.Enqueue($"{host}:{context.DnsEndPoint.Port}");
                var server = _servers[Aliases.GetValueOrDefault(host) ?? host.Split('.')[0]];
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(server.Address.Host, server.Address.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject is "CN=localhost";
        return handler;
    }
}
