using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>A request is given back as it came, and nothing of that stands in the way of the answer.</summary>
public sealed class GivingBackTests
{
    private static readonly Uri V1 = new("http://v1:9080/");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_DisposedWhileUnderWay_IsAnsweredAndGivenBack()
    {
        await using var server = await BackendServer.StartAsync("v1");
        var time = new FakeClock();
        var options = Routing.To(server.Address, r => (r.Timeout, r.RequestHeaders) = (TimeSpan.FromSeconds(5), new() { Set = { ["x-a"] = "1" } }));
        using var client = options.Client(new SocketsHttpHandler { MaxConnectionsPerServer = 2 }, time);
        for (var i = 0; i < 5; i++)
        {
            using var response = await GetAsync(client);

            Assert.Equal("v1", await response.Content.ReadAsStringAsync(Token));
            Assert.Equal(new Uri("http://reviews/a"), response.RequestMessage!.RequestUri);
            Assert.False(response.RequestMessage.Headers.Contains("x-a"));
        }

        Assert.Equal(0, time.TimerCount);
    }

    [Fact]
    public async Task Request_DisposedBeforeItReachesTheRouter_IsSentAllTheSame()
    {
        await using var server = await BackendServer.StartAsync("v1");
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new HttpClient(new WaitingHandler(gate.Task) { InnerHandler = Routing.To(server.Address).Handler() });

        var sending = GetAsync(client);
        gate.SetResult();
        using var response = await sending;

        Assert.Equal("/a", Assert.Single(server.Requests).Target);
    }

    [Theory]
    [InlineData("http2")]
    [InlineData("redirect")]
    [InlineData("failover")]
    [InlineData("delay")]
    [InlineData("mirror")]
    [InlineData("host")]
    public async Task Request_DisposedBeforeItReachesTheRouter_IsAnsweredWhateverTheRouteDoes(string what)
    {
        await using var server = await BackendServer.StartAsync("v1", async context =>
        {
            context.Response.StatusCode = what == "redirect" && context.Request.Path == "/a" ? 302 : what == "failover" && context.Request.Path == "/bad/a" ? 503 : 200;
            context.Response.Headers.Location = "/b";
            await context.Response.WriteAsync("v1", Token);
        }, what == "http2" ? HttpProtocols.Http2 : HttpProtocols.Http1);
        var time = new FakeClock();
        await using var mirror = new TrafficMirror();
        var router = new TrafficRouter(Options(what, server.Address));
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        HttpMessageHandler routing = new TrafficRoutingHandler(router, time, mirror) { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } };
        using var client = new HttpClient(new WaitingHandler(gate.Task) { InnerHandler = what == "redirect" ? new RedirectFollower { InnerHandler = routing } : routing });

        using var response = await time.RunAsync(() =>
        {
            var sending = GetAsync(client);
            gate.SetResult();
            return sending;
        });

        Assert.Equal((200, "v1"), ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token)));
        Assert.Equal(what == "redirect" ? "/b" : "/a", response.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("reviews", response.RequestMessage.RequestUri.Host);
        Assert.Equal(new(1, 1), response.RequestMessage.Version);
    }

    [Fact]
    public async Task Request_DisposedWhileUnderWay_FailsAsItsPrimaryDoes()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = new HttpClient(Routing.To(V1).Handler(new WaitingHandler(gate.Task) { InnerHandler = new StubHandler(_ => throw new HttpRequestException("reset")) }));

        var sending = GetAsync(client);
        gate.SetResult();
        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => sending);

        Assert.Equal("reset", thrown.Message);
    }

    [Theory]
    [InlineData("reviews", "other")]
    [InlineData("a b")]
    [InlineData("[::1", "reviews")]
    public async Task Host_OfSeveralOrInvalidValues_LeavesAsOneLineAndIsGivenBackAsItCame(params string[] hosts)
    {
        await using var server = RawServer.Start();
        using var client = Routing.To(server.Address).Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        request.Headers.TryAddWithoutValidation("Host", hosts);
        if (request.Headers.Host is not ("reviews" or null))
            request.RequestUri = new("http://unused/");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(server.Address.Authority, Assert.Single(server.Requests).Host);
        Assert.Equal(hosts, request.Headers.NonValidated["Host"]);
    }

    [Fact]
    public async Task Host_Preserved_IsTheOneThatTheRequestIsRoutedBy()
    {
        await using var server = RawServer.Start();
        using var client = Routing.To(server.Address, backend: b => b.PreserveHost = true).Client(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://unused/a");
        request.Headers.TryAddWithoutValidation("Host", ["reviews", "other"]);

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("reviews", Assert.Single(server.Requests).Host);
        Assert.Equal(["reviews", "other"], request.Headers.NonValidated["Host"]);
    }

    [Fact]
    public async Task InvalidHost_OfAnInnerHandler_IsTakenBack()
    {
        using var primary = new StubHandler(r =>
        {
            r.Headers.TryAddWithoutValidation("Host", "a b");
            return new();
        });
        using var client = Routing.To(V1).Client(primary);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");

        using var response = await client.SendAsync(request, Token);

        Assert.False(request.Headers.NonValidated.Contains("Host"));
    }

    private static TrafficRoutingOptions Options(string what, Uri server)
    {
        var options = Routing.To(server, backend: b => (b.Http2, b.PreserveHost) = (what == "http2", what == "host"), path: what == "failover" ? "/bad" : "");
        var route = options.Services["reviews"].Routes["all"];
        options.Backends["m"] = new() { Address = server.ToString() };
        switch (what)
        {
            case "failover":
                route.Failover = new() { On = { "503" } };
                route.Weights["m"] = 1;
                break;
            case "delay":
                route.Fault = new() { Delay = new() { Duration = TimeSpan.FromSeconds(1) } };
                break;
            case "mirror":
                route.Mirrors["m"] = new();
                break;
        }

        return options;
    }

    private static Task<HttpResponseMessage> GetAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        return client.SendAsync(request, Token);
    }

    private sealed class WaitingHandler(Task gate) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
