using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.TestKit;
using Yarp.ReverseProxy.Configuration;

namespace TrafficRouting.Yarp.Tests;

/// <summary>What the gateway forwards goes where the router decides.</summary>
public sealed class RoutingTests : IAsyncLifetime
{
    private BackendServer _v1 = null!;
    private BackendServer _v2 = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _v1 = await BackendServer.StartAsync("v1", protocols: HttpProtocols.Http1);
        _v2 = await BackendServer.StartAsync("v2", protocols: HttpProtocols.Http1);
    }

    public async ValueTask DisposeAsync()
    {
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    [Fact]
    public async Task Requests_OfACluster_AreSplit()
    {
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v2));
        using var client = gateway.Client();

        for (var i = 0; i < 10; i++)
            await client.GetStringAsync("/", Token);

        Assert.Equal((5, 5), (_v1.Count, _v2.Count));
    }

    [Fact]
    public async Task Request_WithTheCallersHeader_TakesTheRouteOfThatHeader()
    {
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v2, o =>
        {
            o.Services["shop"].Routes["all"].Weights["v2"] = 0;
            o.Services["shop"].Routes["testers"] = new() { Order = -1, Matches = { new() { Headers = { ["end-user"] = new() { Exact = "jason" } } } }, Weights = { ["v2"] = 1 } };
        }));
        using var client = gateway.Client();

        var plain = await client.GetStringAsync("/", Token);
        client.DefaultRequestHeaders.Add("end-user", "jason");
        var tester = await client.GetStringAsync("/", Token);

        Assert.Equal(("v1", "v2"), (plain, tester));
    }

    [Fact]
    public async Task Request_PathAndQuery_ArriveAsTheGatewaySentThem()
    {
        await using var gateway = await Gateway.StartAsync(
            Tables.Split(_v1, _v2, o => o.Services["shop"].Routes["all"].Weights["v2"] = 0),
            route: Gateway.Everything with { Transforms = [new Dictionary<string, string> { ["PathPrefix"] = "/base" }] });
        using var client = gateway.Client();

        await client.GetStringAsync("/a%20b/c%3Fd?x=1&y=%C3%A9", Token);

        Assert.Equal("/base/a%20b/c%3Fd?x=1&y=%C3%A9", Assert.Single(_v1.Requests).Target);
    }

    [Fact]
    public async Task Destination_OfNoService_IsForwardedToAsBefore()
    {
        var cluster = Gateway.Shop with { Destinations = new Dictionary<string, DestinationConfig> { ["raw"] = new() { Address = _v2.Address.ToString() } } };
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v1), cluster);
        using var client = gateway.Client();

        Assert.Equal("v2", await client.GetStringAsync("/", Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Host_OfAStranger_DecidesNoService(bool keepsOriginalHost)
    {
        await using var gateway = await Gateway.StartAsync(
            Tables.Split(_v1, _v2, o =>
            {
                o.Services["shop"].Routes["all"].Weights["v2"] = 0;
                o.Services["admin"] = new() { Hosts = { "admin" }, Routes = { ["all"] = new() { Weights = { ["v2"] = 1 } } } };
            }),
            route: Gateway.Everything with { Transforms = [new Dictionary<string, string> { ["RequestHeaderOriginalHost"] = $"{keepsOriginalHost}" }] });
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Host = "admin";

        Assert.Equal("v1", await client.GetStringAsync("/", Token));
        Assert.Equal(_v1.Address.Authority, Assert.Single(_v1.Requests).Host);
    }

    [Fact]
    public async Task Host_OfTheCaller_ReachesABackendThatKeepsIt()
    {
        await using var gateway = await Gateway.StartAsync(
            Tables.Split(_v1, _v2, o =>
            {
                o.Services["shop"].Routes["all"].Weights["v2"] = 0;
                o.Backends["v1"].PreserveHost = true;
            }),
            route: Gateway.Everything with { Transforms = [new Dictionary<string, string> { ["RequestHeaderOriginalHost"] = "true" }] });
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Host = "www.shop.example";

        await client.GetStringAsync("/", Token);

        Assert.Equal("www.shop.example", Assert.Single(_v1.Requests).Host);
    }

    [Fact]
    public async Task Answers_MadeByRouting_ReachTheCaller()
    {
        await using var gateway = await Gateway.StartAsync(Tables.Split(_v1, _v2, o =>
        {
            o.Services["shop"].Routes["gone"] = new() { Order = -1, Matches = { new() { Path = new() { Exact = "/gone" } } }, DirectResponse = new() { Status = 410, Body = "gone" } };
            o.Services["shop"].Routes["moved"] = new() { Order = -1, Matches = { new() { Path = new() { Exact = "/moved" } } }, Redirect = new() { Path = "/new", Status = 308 } };
        }));
        using var client = gateway.Client();

        using var body = new StringContent("never read");
        using var gone = await client.PostAsync("/gone", body, Token);
        using var moved = await client.GetAsync("/moved", Token);

        Assert.Equal((HttpStatusCode.Gone, "gone"), (gone.StatusCode, await gone.Content.ReadAsStringAsync(Token)));
        Assert.Equal((HttpStatusCode.PermanentRedirect, "http://shop/new"), (moved.StatusCode, moved.Headers.Location?.OriginalString));
        Assert.Equal((0, 0), (_v1.Count, _v2.Count));
    }

    [Fact]
    public async Task Backend_SlowerThanItsRoute_IsAGatewayTimeout()
    {
        var blocked = new TaskCompletionSource();
        await using var slow = await BackendServer.StartAsync("slow", _ => blocked.Task);
        await using var gateway = await Gateway.StartAsync(Tables.Split(slow, slow, o => o.Services["shop"].Routes["all"].Timeout = TimeSpan.FromMilliseconds(50)));
        using var client = gateway.Client();

        using var response = await client.GetAsync("/", Token);
        blocked.SetResult();

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Fact]
    public async Task Request_OverHttp2_IsRoutedAndAnsweredWithTrailers()
    {
        await using var h2 = await BackendServer.StartAsync("h2", protocols: HttpProtocols.Http2, record: false, handler: async context =>
        {
            context.Response.DeclareTrailer("x-checksum");
            using var body = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{context.Request.Protocol} {await body.ReadToEndAsync(context.RequestAborted)}");
            context.Response.AppendTrailer("x-checksum", "42");
        });
        await using var gateway = await Gateway.StartAsync(Tables.Split(h2, h2), Gateway.ShopOver(HttpVersion.Version20), protocols: HttpProtocols.Http2);
        using var client = gateway.Client(HttpVersion.Version20);

        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("body"));
        using var response = await client.PostAsync("/", content, Token);

        Assert.Equal("HTTP/2 body", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(["42"], response.TrailingHeaders.GetValues("x-checksum"));
    }
}
