using System.Net;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

public sealed class HandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_RoutedHost_ReachesTheBackend()
    {
        await using var server = await BackendServer.StartAsync("v1");
        using var client = Routing.To(server.Address).Client();

        Assert.Equal("v1", await client.GetStringAsync("http://reviews/a/b?c=d", Token));

        var received = Assert.Single(server.Requests);
        Assert.Equal("/a/b?c=d", received.Target);
        Assert.Equal(server.Address.Authority, received.Host);
    }

    [Fact]
    public async Task Send_Synchronously_IsRoutedToo()
    {
        await using var server = await BackendServer.StartAsync("v1");
        using var client = Routing.To(server.Address).Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");

        using var response = await Task.Run(() => client.Send(request, Token), Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Send_UnknownHost_PassesThroughUntouched()
    {
        await using var other = await BackendServer.StartAsync("other");
        using var client = Routing.To(new("http://localhost:1")).Client();
        var uri = new Uri(other.Address, "/x");

        using var response = await client.GetAsync(uri, Token);

        Assert.Equal("other", await response.Content.ReadAsStringAsync(Token));
        Assert.Same(uri, response.RequestMessage!.RequestUri);
        Assert.Null(response.RequestMessage.GetRouteDecision());
    }

    [Fact]
    public async Task Send_AfterwardsRequestAndResponse_ShowTheCallersUriAndHost()
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(server.Address).Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://elsewhere/a") { Headers = { Host = "reviews" } };
        var uri = request.RequestUri;

        using var response = await client.SendAsync(request, Token);

        Assert.Same(request, response.RequestMessage);
        Assert.Same(uri, request.RequestUri);
        Assert.Equal("reviews", request.Headers.Host);
    }

    [Fact]
    public async Task Send_WhenThePrimaryThrows_GivesTheRequestBackAsItCame()
    {
        var options = Routing.To(new("http://v1:1"), r => r.RequestHeaders = new() { Set = { ["x-a"] = "edited" }, Remove = { "x-b" } });
        using var handler = options.Handler(new StubHandler(_ => throw new HttpRequestException("refused")));
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a") { Headers = { { "x-a", "mine" }, { "x-b", "kept" } } };
        var uri = request.RequestUri;

        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(request, Token));

        Assert.Same(uri, request.RequestUri);
        Assert.Null(request.Headers.Host);
        Assert.Equal(["mine"], request.Headers.GetValues("x-a"));
        Assert.Equal(["kept"], request.Headers.GetValues("x-b"));
    }

    [Fact]
    public async Task Send_WhenThePrimaryFollowsARedirect_KeepsTheFinalUriVisible()
    {
        await using var final = await BackendServer.StartAsync("final");
        var location = new Uri(final.Address, "/there");
        await using var server = await BackendServer.StartAsync(handler: context =>
        {
            context.Response.Redirect(location.ToString());
            return Task.CompletedTask;
        });
        using var client = Routing.To(server.Address).Client();

        using var response = await client.GetAsync("http://reviews/here", Token);

        Assert.Equal("final", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(location, response.RequestMessage!.RequestUri);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/relative")]
    public async Task Send_WithoutAnAbsoluteUri_SaysWhatToDo(string? uri)
    {
        using var invoker = new HttpMessageInvoker(Routing.To(new("http://v1")).Handler(new StubHandler()));
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => invoker.SendAsync(request, Token));
        Assert.Contains("BaseAddress", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => invoker.Send(request, Token));
    }
}
