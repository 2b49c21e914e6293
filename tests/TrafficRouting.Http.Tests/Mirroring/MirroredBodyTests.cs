using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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

    private static HttpContent Make(string kind) => kind switch
    {
        "bytes" => new ByteArrayContent([1, 2, 3, 4]),
        "string" => new StringContent("grüße", Encoding.UTF8, "text/x-own"),
        "form" => new FormUrlEncodedContent([new("a", "b c")]),
        "memory" => new ReadOnlyMemoryContent(new byte[] { 5, 6, 7 }),
        _ => JsonContent.Create(new { Name = "x" }),
    };
}
