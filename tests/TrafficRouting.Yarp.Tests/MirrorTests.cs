using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.TestKit;

namespace TrafficRouting.Yarp.Tests;

/// <summary>What the gateway forwards is copied byte for byte, and the callers' answers stay what they were.</summary>
public sealed class MirrorTests
{
    private const int MaxBodyBytes = 1 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool, int> Bodies
    {
        get
        {
            var data = new TheoryData<bool, bool, int>();
            foreach (var isHttp2 in new[] { false, true })
            {
                foreach (var hasLength in new[] { false, true })
                {
                    foreach (var size in new[] { 0, 1, 16_384, 65_537, MaxBodyBytes, MaxBodyBytes + 1 })
                        data.Add(isHttp2, hasLength, size);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Post_OfAnySize_ReachesPrimaryAndMirrorAlike(bool isHttp2, bool hasLength, int size)
    {
        var protocols = isHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1;
        var version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        await using var primary = await BackendServer.StartAsync("primary", protocols: protocols);
        await using var mirror = await BackendServer.StartAsync("mirror", protocols: protocols);
        await using var gateway = await Gateway.StartAsync(Tables.Mirrored(primary, mirror, MaxBodyBytes), Gateway.ShopOver(version), protocols: protocols);
        using var client = gateway.Client(version);
        var body = new byte[size];
        new Random(size).NextBytes(body);

        using var content = new StreamContent(new MemoryStream(body));
        content.Headers.ContentType = new("application/x-test");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders?x=1") { Content = content, Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (hasLength)
            content.Headers.ContentLength = size;
        else
            request.Headers.TransferEncodingChunked = !isHttp2;
        using var response = await client.SendAsync(request, Token);

        Assert.Equal("primary", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(body, Assert.Single(primary.Requests).Body);
        // A body above the bound is not copied; what comes next is, so that there is something to wait for.
        if (size > MaxBodyBytes)
            await client.GetStringAsync("/orders?x=1", Token);
        var copy = await mirror.NextAsync(Token);
        Assert.Equal(("/orders?x=1", size > MaxBodyBytes ? "GET" : "POST"), (copy.Target, copy.Method));
        Assert.Equal(size > MaxBodyBytes ? [] : body, copy.Body);
    }

    [Fact]
    public async Task Post_AnsweredEarly_IsAnsweredEarlyAllTheSame()
    {
        await using var primary = await BackendServer.StartAsync("primary", record: false, handler: context =>
        {
            context.Response.StatusCode = 413;
            return Task.CompletedTask;
        });
        await using var mirror = await BackendServer.StartAsync("mirror");
        await using var gateway = await Gateway.StartAsync(Tables.Mirrored(primary, mirror));
        using var client = gateway.Client();

        using var body = new StreamContent(new MemoryStream(new byte[100_000]));
        using var response = await client.PostAsync("/", body, Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Caller_ThatGoesAwayHalfWay_LeavesNoCopy()
    {
        var arrived = new TaskCompletionSource();
        var aborted = new TaskCompletionSource();
        await using var primary = await BackendServer.StartAsync("primary", record: false, handler: async context =>
        {
            if (context.Request.Method != "POST")
                return;
            arrived.TrySetResult();
            try
            {
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            }
            finally
            {
                aborted.TrySetResult();
            }
        });
        await using var mirror = await BackendServer.StartAsync("mirror");
        await using var gateway = await Gateway.StartAsync(Tables.Mirrored(primary, mirror));

        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Token);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes("POST /broken HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf"), Token);
            await arrived.Task.WaitAsync(Token);
            socket.Client.LingerState = new(enable: true, seconds: 0);
        }

        await aborted.Task.WaitAsync(Token);
        using var client = gateway.Client();
        await client.GetAsync("/whole", Token);

        Assert.Equal("/whole", (await mirror.NextAsync(Token)).Target);
    }

    [Fact]
    public async Task Mirror_ThatIsGone_IsNoticedByNobody()
    {
        await using var primary = await BackendServer.StartAsync("primary");
        var mirror = await BackendServer.StartAsync("mirror");
        await using var gateway = await Gateway.StartAsync(Tables.Mirrored(primary, mirror));
        await mirror.DisposeAsync();
        using var client = gateway.Client();

        for (var i = 0; i < 20; i++)
        {
            using var body = new StreamContent(new MemoryStream(new byte[10_000]));
            using var response = await client.PostAsync("/", body, Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(20, primary.Count);
    }
}
