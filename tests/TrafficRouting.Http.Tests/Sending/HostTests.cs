using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

public sealed class HostTests : IDisposable
{
    private static readonly Uri V1 = new("http://v1:9080/");

    private readonly StubHandler _primary = new();

    public void Dispose() => _primary.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_ByDefault_IsTheBackendsOwnEvenWhenTheCallerSetOne()
    {
        await SendAsync(Routing.To(V1), "http://10.0.0.1/a", "reviews");

        Assert.Null(Assert.Single(_primary.Hosts));
    }

    [Fact]
    public async Task Host_SetByAnInnerHandler_DoesNotRouteTheRetry()
    {
        using var primary = new StubHandler(request =>
        {
            request.Headers.Host = "elsewhere";
            return new HttpResponseMessage { RequestMessage = request };
        });
        using var client = new HttpClient(new RetryHandler(attempts: 2) { InnerHandler = Routing.To(V1).Handler(primary) });

        using var response = await client.GetAsync(new Uri("http://reviews/a"), Token);

        Assert.Equal([new("http://v1:9080/a"), new("http://v1:9080/a")], primary.Uris);
    }

    [Theory]
    [InlineData("http://reviews/a", null, "reviews")]
    [InlineData("http://reviews:8080/a", null, "reviews:8080")]
    [InlineData("http://10.0.0.1/a", "reviews:77", "reviews:77")]
    public async Task Host_Preserved_IsTheCallers(string uri, string? host, string expected)
    {
        await SendAsync(Routing.To(V1, backend: b => b.PreserveHost = true), uri, host);

        Assert.Equal(expected, Assert.Single(_primary.Hosts));
    }

    [Fact]
    public async Task Host_Rewritten_IsTheRewrites()
    {
        await SendAsync(Routing.To(V1, r => r.Rewrite = new() { Host = "canary.example" }, b => b.PreserveHost = true), "http://reviews/a");

        Assert.Equal("canary.example", Assert.Single(_primary.Hosts));
    }

    [Fact]
    public async Task Host_PreservedBehindAPrimaryThatFollowsRedirects_IsRefused()
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(server.Address, backend: b => b.PreserveHost = true).Client(new SocketsHttpHandler());

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync("http://reviews/a", Token));

        Assert.Contains("AllowAutoRedirect", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Host_PreservedBehindAPrimaryThatReturnsRedirects_IsSent()
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(server.Address, backend: b => b.PreserveHost = true).Client(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var response = await client.GetAsync("http://reviews/a", Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("reviews", Assert.Single(server.Requests).Host);
    }

    [Fact]
    public async Task Host_PreservedByARegisteredClient_DoesNotTravelAlongARedirect()
    {
        await using var elsewhere = await BackendServer.StartAsync();
        await using var server = await BackendServer.StartAsync(handler: context =>
        {
            context.Response.Redirect(elsewhere.Address.ToString());
            return Task.CompletedTask;
        });
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => Routing.To(server.Address, backend: b => b.PreserveHost = true).CopyTo(o));
        services.AddHttpClient("reviews").AddTrafficRouting();
        await using var provider = services.BuildServiceProvider();

        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews").GetAsync("http://reviews/a", Token);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Host_PreservedBehindASharedPrimaryInUse_LeavesItAsItIs()
    {
        await using var server = await BackendServer.StartAsync();
        using var primary = new SocketsHttpHandler();
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => Routing.To(server.Address, backend: b => b.PreserveHost = true).CopyTo(o));
        services.AddHttpClient("reviews").AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => primary);
        await using var provider = services.BuildServiceProvider();

        // The factory itself can take a primary in use only where it has its meters already.
        primary.MeterFactory = provider.GetRequiredService<IMeterFactory>();
        using var direct = new HttpClient(primary, disposeHandler: false);
        (await direct.GetAsync(server.Address, Token)).Dispose();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");

        using var unrouted = await client.GetAsync(server.Address, Token);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync("http://reviews/a", Token));

        Assert.Equal(HttpStatusCode.OK, unrouted.StatusCode);
        Assert.Contains("AllowAutoRedirect", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Host_PreservedBehindAPrimaryOfTwoClients_IsSentByBoth(bool handlerOfClient)
    {
        await using var server = await BackendServer.StartAsync();
        using HttpMessageHandler primary = handlerOfClient ? new HttpClientHandler() : new SocketsHttpHandler();
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => Routing.To(server.Address, backend: b => b.PreserveHost = true).CopyTo(o));
        services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => primary));
        await using var provider = services.BuildServiceProvider();

        foreach (var name in (string[])["one", "two"])
            (await provider.GetRequiredService<IHttpClientFactory>().CreateClient(name).GetAsync("http://reviews/a", Token)).Dispose();

        Assert.Equal(["reviews", "reviews"], server.Requests.Select(r => r.Host));
    }

    private async Task SendAsync(TrafficRouting.TrafficRoutingOptions options, string uri, string? host = null)
    {
        using var client = options.Client(_primary);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { Host = host } };
        using var response = await client.SendAsync(request, Token);
    }
}
