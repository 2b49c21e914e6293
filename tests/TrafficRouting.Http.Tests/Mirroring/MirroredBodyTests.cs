using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public sealed class MirroredBodyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bytes")]
    [InlineData("string")]
    [InlineData("form")]
    [InlineData("memory")]
    [InlineData("json")]
    public async Task Body_InMemory_ReachesBothAlikeAndIsCopiedOnceForAllMirrors(string kind)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var v3 = await BackendServer.StartAsync("v3");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address, v3.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = Make(kind) };
        var content = request.Content;

        (await harness.Client.SendAsync(request, Token)).Dispose();
        await harness.SettleAsync(2);

        Assert.Same(content, request.Content);
        var primary = v1.Requests.Single();
        Assert.NotEmpty(primary.Body);
        foreach (var copy in new[] { v2.Requests.Single(), v3.Requests.Single() })
        {
            Assert.Equal(primary.Body, copy.Body);
            Assert.Equal(primary.Header("Content-Type"), copy.Header("Content-Type"));
        }

        Assert.Equal(1, harness.Pool.Rented);
    }

    [Fact]
    public async Task ContentHeaders_EditedByRouteAndBackend_AreGivenBackToTheCaller()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], routing: o =>
        {
            o.Services["orders"].Routes["default"].RequestHeaders = new() { Set = { ["Content-Type"] = "text/route" } };
            o.Backends["v1"].RequestHeaders = new() { Set = { ["Content-Type"] = "text/backend" } };
        });
        using var content = Make("json");
        var before = content.Headers.ContentType!.ToString();

        (await harness.Client.PostAsync(new Uri("/", UriKind.Relative), content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(("text/backend", "text/route"), (v1.Requests.Single().Header("Content-Type"), v2.Requests.Single().Header("Content-Type")));
        Assert.Equal(before, content.Headers.ContentType.ToString());
    }

    [Fact]
    public async Task Body_WithoutMemoryForItsCopy_ReachesThePrimaryAlone()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        harness.Pool.IsExhausted = true;

        (await harness.Client.PostAsync(new Uri("/", UriKind.Relative), Make("json"), Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.NotEmpty(v1.Requests.Single().Body);
        Assert.Empty(v2.Requests);
        Assert.Equal(1, harness.Outcomes["dropped"]);
    }

    [Fact]
    public async Task Body_PostAsJsonAsyncWithoutLength_IsMirrored()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);

        (await harness.Client.PostAsJsonAsync("/", new { Text = new string('x', 20_000) }, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("chunked", v1.Requests.Single().Header("Transfer-Encoding"));
        Assert.Equal(v1.Requests.Single().Body, v2.Requests.Single().Body);
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("json")]
    public async Task Body_LargerThanTheCap_ReachesThePrimaryAlone(string kind)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address], o => o.MaxBodyBytes = 2);
        using var content = Make(kind);

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("too_large 1", harness.Outcomes.Of("m1"));
        Assert.Equal(await content.ReadAsByteArrayAsync(Token), v1.Requests.Single().Body);
    }

    [Fact]
    public async Task Body_Stream_IsReadOnceAndReachesBothAlike()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        var source = new OneWayStream(new byte[10_000], chunk: 999);
        using var content = new StreamContent(source);

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal((10_000, 10_000), (v1.Requests.Single().Body.Length, source.BytesRead));
        Assert.Equal(v1.Requests.Single().Body, v2.Requests.Single().Body);
    }

    [Fact]
    public async Task Body_StreamBufferedAndReadByAHandlerOutside_ReachesBothWhole()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var content = new StreamContent(new OneWayStream([1, 2, 3], chunk: 2));
        await content.LoadIntoBufferAsync(Token);
        await content.ReadAsStream(Token).CopyToAsync(Stream.Null, Token);

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal([1, 2, 3], v1.Requests.Single().Body);
        Assert.Equal([1, 2, 3], v2.Requests.Single().Body);
    }

    [Fact]
    public async Task Body_StreamPostedTwiceByItsCaller_ArrivesWholeBothTimes()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var content = new StreamContent(new MemoryStream([1, 2, 3]));

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(2);

        Assert.All(v1.Requests.Concat(v2.Requests), r => Assert.Equal([1, 2, 3], r.Body));
        Assert.Equal(4, v1.Count + v2.Count);
    }

    [Fact]
    public async Task Body_DisposedRightAfterTheAnswer_StillReachesTheMirrorWhole()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        var body = Encoding.UTF8.GetBytes(new string('y', 30_000));
        for (var i = 0; i < 20; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = new ByteArrayContent((byte[])body.Clone()) };
            (await harness.Client.SendAsync(request, Token)).Dispose();
        }

        await harness.SettleAsync(20);

        Assert.Equal(20, v2.Count);
        Assert.All(v2.Requests, r => Assert.Equal(body, r.Body));
    }

    [Fact]
    public async Task Headers_OfAStreamEditedOnTheWay_AreTheCallersAgainButForWhatHandlersInsideDid()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address],
            routing: o =>
            {
                o.Services["orders"].Routes["default"].RequestHeaders = new() { Set = { ["Content-Language"] = "de" }, Remove = { "Content-Location" } };
                o.Backends["v1"].RequestHeaders = new() { Set = { ["Content-Type"] = "text/backend" }, Add = { ["Content-Encoding"] = "none" } };
            },
            services: s => s.AddHttpClient("orders").AddHttpMessageHandler(() => new Stamping()));
        using var content = new StreamContent(new OneWayStream([1, 2, 3], chunk: 2));
        content.Headers.TryAddWithoutValidation("Content-Type", "text/caller");
        content.Headers.TryAddWithoutValidation("Content-Location", "/here");
        content.Headers.TryAddWithoutValidation("x-removed", "inside");

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        var received = v1.Requests.Single();
        Assert.Equal(("de", "text/backend", "none", "yes"), (received.Header("Content-Language"), received.Header("Content-Type"), received.Header("Content-Encoding"), received.Header("x-stamp")));
        Assert.Equal("Content-Location=/here, Content-Type=text/caller, x-stamp=yes", string.Join(
            ", ", content.Headers.NonValidated.Select(h => $"{h.Key}={h.Value}").Order(StringComparer.Ordinal)));
        Assert.Equal("de", v2.Requests.Single().Header("Content-Language"));
    }

    [Theory]
    [InlineData("bytes")]
    [InlineData("json")]
    [InlineData("stream")]
    public async Task Body_OfAMessageDisposedWhileItIsSent_LeavesNothingBehind(string kind)
    {
        var gate = new Gate();
        await using var v1 = await BackendServer.StartAsync("v1", gate.Hold);
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = kind == "stream" ? new StreamContent(new MemoryStream([1])) : Make(kind) };
        var sending = harness.Client.SendAsync(request, Token);
        await gate.Arrived();

        request.Dispose();
        gate.Open();
        await Record.ExceptionAsync(() => sending);

        await harness.SettleAsync(1);
        Assert.Equal("sent 1", harness.Outcomes.Of("m1"));
        Assert.Equal(v1.Requests.Single().Body, v2.Requests.Single().Body);
    }

    [Fact]
    public async Task Body_NeverWritten_IsNotMirrored()
    {
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(MirroringTest.Refusing(), [v2.Address]);
        using var content = JsonContent.Create(new { Name = "x" });

        await Assert.ThrowsAsync<HttpRequestException>(() => harness.Client.PostAsync("/", content, Token));

        await harness.SettleAsync(1);
        Assert.Equal(("copy_failed 1", 0), (harness.Outcomes.Of("m1"), v2.Count));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task Content_WhoseLengthSaysThatItIsTooLarge_StaysInPlace(int cap, bool isTeed)
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        HttpContent? seen = null;
        await using var harness = new MirrorHarness(
            v1.Address, [v2.Address], o => o.MaxBodyBytes = 10,
            services: s => s.AddHttpClient("orders").AddHttpMessageHandler(() => new Peeking(content => seen = content)));
        using var content = new StreamContent(new MemoryStream(new byte[cap]));

        (await harness.Client.PostAsync("/", content, Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal(isTeed, !ReferenceEquals(content, seen));
        Assert.Equal(isTeed ? "sent 1" : "too_large 1", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task Http2_ToBoth_IsMirroredAsHttp2()
    {
        await using var v1 = await BackendServer.StartAsync("v1", protocols: HttpProtocols.Http2);
        await using var v2 = await BackendServer.StartAsync("v2", protocols: HttpProtocols.Http2);
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(new byte[50_000]),
        };

        using var response = await harness.Client.SendAsync(request, Token);
        await harness.SettleAsync(1);

        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Equal("HTTP/2", v2.Requests.Single().Protocol);
        Assert.Equal(50_000, v2.Requests.Single().Body.Length);
    }

    [Fact]
    public async Task Send_Synchronously_IsMirroredAsWell()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(v1.Address, [v2.Address]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://orders/") { Content = new ByteArrayContent([1, 2, 3]) };

        harness.Client.Send(request, Token).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal([1, 2, 3], v2.Requests.Single().Body);
    }

    private sealed class Stamping : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content!.Headers.TryAddWithoutValidation("x-stamp", "yes");
            request.Content.Headers.Remove("x-removed");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Peeking(Action<HttpContent?> peek) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            peek(request.Content);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private static HttpContent Make(string kind) => kind switch
    {
        "bytes" => new ByteArrayContent([1, 2, 3, 4]),
        "string" => new StringContent("grüße", Encoding.UTF8, "text/x-own"),
        "form" => new FormUrlEncodedContent([new("a", "b c")]),
        "memory" => new ReadOnlyMemoryContent(new byte[] { 5, 6, 7 }),
        _ => JsonContent.Create(new { Name = "x" }),
    };
}
