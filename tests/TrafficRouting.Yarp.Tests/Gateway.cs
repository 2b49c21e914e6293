using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Yarp.Tests;

/// <summary>A real gateway on loopback, whose one cluster <c>shop</c> has the destination <c>http://shop</c>.</summary>
internal sealed class Gateway : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Gateway(WebApplication app) => _app = app;

    public static RouteConfig Everything { get; } = new() { RouteId = "all", ClusterId = "shop", Match = new() { Path = "/{**rest}" } };

    public static ClusterConfig Shop { get; } = new()
    {
        ClusterId = "shop",
        Destinations = new Dictionary<string, DestinationConfig> { ["service"] = new() { Address = "http://shop/" } },
    };

    public Uri Address { get; private init; } = null!;

    public IServiceProvider Services => _app.Services;

    /// <summary>Gets the cluster as it forwards by one version of HTTP.</summary>
    public static ClusterConfig ShopOver(Version version) => Shop with
    {
        HttpRequest = new ForwarderRequestConfig { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
    };

    /// <summary>Starts a gateway under the table that a test writes.</summary>
    /// <param name="table">Writes the table.</param>
    /// <param name="cluster">The cluster; <see cref="Shop"/> by default.</param>
    /// <param name="route">The route; <see cref="Everything"/> by default.</param>
    /// <param name="build">Puts the gateway under routing; a plain <c>AddTrafficRouting</c> by default.</param>
    /// <param name="protocols">What the gateway speaks to its callers.</param>
    /// <param name="map">What else the application maps.</param>
    public static async Task<Gateway> StartAsync(
        Action<TrafficRoutingOptions> table,
        ClusterConfig? cluster = null,
        RouteConfig? route = null,
        Action<IReverseProxyBuilder>? build = null,
        HttpProtocols protocols = HttpProtocols.Http1,
        Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        builder.Services.AddSingleton(RandomSource.Create(7));
        builder.Services.AddTrafficRouting(table);
        var proxy = builder.Services.AddReverseProxy().LoadFromMemory([route ?? Everything], [cluster ?? Shop]);
        (build ?? (p => p.AddTrafficRouting()))(proxy);
        var app = builder.Build();
        map?.Invoke(app);
        app.MapReverseProxy();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app) { Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    /// <summary>Makes a client of the gateway that speaks one version of HTTP.</summary>
    public HttpClient Client(Version? version = null) => new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        BaseAddress = Address,
        DefaultRequestVersion = version ?? HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
