using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>What a handler could break between HttpClient and the wire.</summary>
public sealed class TransportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Http2_WithItsVersionPolicy_ReachesTheBackend()
    {
        await using var server = await BackendServer.StartAsync("v1", protocols: HttpProtocols.Http2);
        using var client = Routing.To(server.Address).Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Equal("HTTP/2", Assert.Single(server.Requests).Protocol);
    }

    [Theory]
    [InlineData("1.1", HttpVersionPolicy.RequestVersionOrLower)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrLower)]
    [InlineData("2.0", HttpVersionPolicy.RequestVersionOrHigher)]
    public async Task Http2_OfTheBackend_IsSpokenWhateverTheCallerAsksForAndCopiesKeepTheCallers(string version, HttpVersionPolicy policy)
    {
        await using var server = await BackendServer.StartAsync("v1", protocols: HttpProtocols.Http2);
        // Without TLS a server speaks one of the two.
        await using var copies = await BackendServer.StartAsync("v2", protocols: policy is HttpVersionPolicy.RequestVersionOrLower ? HttpProtocols.Http1 : HttpProtocols.Http2);
        await using var mirrored = await BackendServer.StartAsync("v3", protocols: HttpProtocols.Http2);
        var options = Routing.To(server.Address, r => r.Mirrors["v2"] = r.Mirrors["v3"] = new() { Percentage = 100 }, b => b.Http2 = true);
        options.Backends["v2"] = new() { Address = copies.Address.ToString() };
        options.Backends["v3"] = new() { AddressFrom = "v4" };
        options.Backends["v4"] = new() { Address = mirrored.Address.ToString(), Http2 = true };
        await using var mirror = new TrafficMirror(new SocketsHttpHandler());
        using var client = new HttpClient(new TrafficRoutingHandler(new TrafficRouter(options), mirror: mirror) { InnerHandler = new SocketsHttpHandler() });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a") { Version = new(version), VersionPolicy = policy };

        using var response = await client.SendAsync(request, Token);
        await mirror.WhenIdleAsync(Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("HTTP/2", Assert.Single(server.Requests).Protocol);
        Assert.Equal("HTTP/2", Assert.Single(mirrored.Requests).Protocol);
        Assert.Equal(policy is HttpVersionPolicy.RequestVersionOrLower ? "HTTP/1.1" : "HTTP/2", Assert.Single(copies.Requests).Protocol);
        Assert.Equal((new(version), policy), (request.Version, request.VersionPolicy));
    }

    [Fact]
    public async Task Https_ByDefault_ChecksTheBackendsOwnName()
    {
        await using var server = await BackendServer.StartAsync("v1", https: true);
        string? checkedName = null;
        using var primary = new SocketsHttpHandler();
        primary.SslOptions.RemoteCertificateValidationCallback = (sender, _, _, _) =>
        {
            checkedName = ((SslStream)sender).TargetHostName;
            return checkedName == "localhost";
        };
        var address = new UriBuilder(server.Address) { Host = "localhost" }.Uri;
        using var client = Routing.To(address).Client(primary);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://10.9.9.9/a") { Headers = { Host = "reviews" } };

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("localhost", checkedName);
    }

    [Fact]
    public async Task Content_Always_IsTheCallersOwnObject()
    {
        HttpContent? sent = null;
        using var primary = new StubHandler(request =>
        {
            sent = request.Content;
            return new();
        });
        using var client = Routing.To(new("http://v1"), r => r.RequestHeaders = new() { Set = { ["x-a"] = "1" } }).Client(primary);
        using var content = new StringContent("body");

        using var response = await client.PostAsync("http://reviews/a", content, Token);

        Assert.Same(content, sent);
    }

    [Fact]
    public async Task StreamedBody_BothWays_IsNotBuffered()
    {
        // The server answers before the request's body ends: it could not, if the body were buffered first.
        await using var server = await BackendServer.StartAsync(handler: async context =>
        {
            var buffer = new byte[5];
            await context.Request.Body.ReadExactlyAsync(buffer, Token);
            await context.Response.Body.WriteAsync(buffer, Token);
            await context.Response.Body.FlushAsync(Token);
            await context.Request.Body.CopyToAsync(context.Response.Body, Token);
        }, protocols: HttpProtocols.Http2, record: false);
        using var client = Routing.To(server.Address, r => r.Timeout = TimeSpan.FromMinutes(1)).Client();
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var content = new TwoPartContent(answered.Task);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://reviews/a")
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        answered.SetResult();

        Assert.Equal("firstlast", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Cookies_OfOneBackend_GoToAnotherOnlyByTheContainer()
    {
        // The framework's container knows hosts, not ports: this is why clients of the factory have none.
        await using var v1 = await BackendServer.StartAsync("v1", context =>
        {
            context.Response.Headers.SetCookie = "session=v1; Path=/";
            return Task.CompletedTask;
        });
        await using var v2 = await BackendServer.StartAsync("v2");
        using var withContainer = Routing.Between(v1.Address, v2.Address).Client(new SocketsHttpHandler { UseCookies = true });
        using var without = Routing.Between(v1.Address, v2.Address).Client(new SocketsHttpHandler { UseCookies = false });

        for (var i = 0; i < 4; i++)
        {
            (await withContainer.GetAsync("http://reviews/with", Token)).Dispose();
            (await without.GetAsync("http://reviews/without", Token)).Dispose();
        }

        Assert.Contains(v2.Requests, r => r.Path == "/with" && r.Header("Cookie") == "session=v1");
        Assert.DoesNotContain(v2.Requests, r => r.Path == "/without" && r.Header("Cookie") is not null);
    }

    [Fact]
    public async Task Request_DisposedAfterwards_DisposesItsContentOnce()
    {
        await using var server = await BackendServer.StartAsync();
        using var client = Routing.To(server.Address).Client();
        using var content = new CountingContent();
        var request = new HttpRequestMessage(HttpMethod.Post, "http://reviews/a") { Content = content };

        using var response = await client.SendAsync(request, Token);
        Assert.Equal(0, content.Disposals);
        request.Dispose();

        Assert.Equal(1, content.Disposals);
    }

    [Fact]
    public void Handler_Disposed_DisposesOnlyItsInnerHandler()
    {
        var options = Routing.To(new("http://v1"));
        var router = new TrafficRouting.TrafficRouter(options);
        var first = new TrafficRoutingHandler(router) { InnerHandler = new StubHandler() };
        first.Dispose();
        using var stub = new StubHandler();
        using var second = new HttpMessageInvoker(new TrafficRoutingHandler(router) { InnerHandler = stub });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");

        using var response = second.Send(request, Token);

        Assert.Single(stub.Uris);
    }

    [Fact]
    public async Task ConnectionFailure_ThroughRouting_IsWhatHttpClientThrows()
    {
        var server = await BackendServer.StartAsync();
        await server.DisposeAsync();
        using var client = Routing.To(server.Address).Client();

        var thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://reviews/a", Token));

        Assert.Equal(HttpRequestError.ConnectionError, thrown.HttpRequestError);
    }

    private sealed class TwoPartContent(Task between) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("first"u8.ToArray(), Token);
            await stream.FlushAsync(Token);
            await between.WaitAsync(Token);
            await stream.WriteAsync("last"u8.ToArray(), Token);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class CountingContent() : ByteArrayContent([1])
    {
        public int Disposals { get; private set; }

        protected override void Dispose(bool disposing)
        {
            Disposals++;
            base.Dispose(disposing);
        }
    }
}
