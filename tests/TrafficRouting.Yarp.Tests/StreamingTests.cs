using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TrafficRouting.TestKit;

namespace TrafficRouting.Yarp.Tests;

/// <summary>Bodies and upgrades pass the gateway while they are written, also where the route mirrors.</summary>
public sealed class StreamingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WebSocket_ThroughTheGateway_TalksBothWays(bool isHttp2)
    {
        var protocols = isHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1;
        var version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        await using var echo = await BackendServer.StartAsync("echo", EchoAsync, protocols, record: false);
        await using var gateway = await Gateway.StartAsync(
            Tables.Mirrored(echo, echo, more: o => o.Services["shop"].Routes["all"].Timeout = TimeSpan.FromSeconds(30)), Gateway.ShopOver(version), protocols: protocols);
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        using var socket = new ClientWebSocket();
        (socket.Options.HttpVersion, socket.Options.HttpVersionPolicy) = (version, HttpVersionPolicy.RequestVersionExact);

        await socket.ConnectAsync(new UriBuilder(gateway.Address) { Scheme = "ws" }.Uri, invoker, Token);
        var answers = new List<string>();
        foreach (var word in new[] { "one", "two", "three" })
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(word), WebSocketMessageType.Text, endOfMessage: true, Token);
            answers.Add(await ReceiveAsync(socket));
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", Token);
        Assert.Equal(["one", "two", "three"], answers);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Response_WrittenInParts_ArrivesInParts(bool isMirrored)
    {
        var next = new SemaphoreSlim(0);
        await using var server = await BackendServer.StartAsync("parts", async context =>
        {
            foreach (var part in new[] { "a", "b", "c" })
            {
                await context.Response.WriteAsync(part, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await next.WaitAsync(context.RequestAborted);
            }
        });
        await using var mirror = await BackendServer.StartAsync("mirror");
        await using var gateway = await Gateway.StartAsync(isMirrored ? Tables.Mirrored(server, mirror) : Tables.Split(server, server));
        using var client = gateway.Client();

        await using var stream = await client.GetStreamAsync("/", Token);
        var buffer = new byte[10];
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal((1, (byte)('a' + i)), (await stream.ReadAsync(buffer, Token), buffer[0]));
            next.Release();
        }

        Assert.Equal(0, await stream.ReadAsync(buffer, Token));
    }

    // The gateway holds some bytes back, but never all of so large a part.
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Request_WrittenInParts_ArrivesInParts(bool isHttp2, bool isMirrored)
    {
        const int Part = 200_000;
        var protocols = isHttp2 ? HttpProtocols.Http2 : HttpProtocols.Http1;
        var version = isHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        var arrived = new[] { new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource() };
        await using var server = await BackendServer.StartAsync("server", context => CountAsync(context, Part, arrived), protocols, record: false);
        await using var mirror = await BackendServer.StartAsync("mirror", protocols: protocols);
        await using var gateway = await Gateway.StartAsync(isMirrored ? Tables.Mirrored(server, mirror) : Tables.Split(server, server), Gateway.ShopOver(version), protocols: protocols);
        using var client = gateway.Client(version);
        var content = new WrittenContent();

        var sending = client.PostAsync("/", content, Token);
        var output = await content.Stream;
        foreach (var part in arrived)
        {
            await output.WriteAsync(new byte[Part], Token);
            await part.Task.WaitAsync(Token);
        }

        content.End();
        using var response = await sending;
        Assert.Equal("600000", await response.Content.ReadAsStringAsync(Token));
        if (isMirrored)
            Assert.Equal(3 * Part, (await mirror.NextAsync(Token)).Body.Length);
    }

    private static async Task CountAsync(HttpContext context, int part, TaskCompletionSource[] arrived)
    {
        var total = 0;
        var buffer = new byte[10_000];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            total += read;
            for (var i = 0; i < arrived.Length; i++)
            {
                if (total > i * part)
                    arrived[i].TrySetResult();
            }
        }

        await context.Response.WriteAsync($"{total}", context.RequestAborted);
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[100];
        while (await socket.ReceiveAsync(buffer, context.RequestAborted) is { MessageType: not WebSocketMessageType.Close } received)
            await socket.SendAsync(buffer.AsMemory(0, received.Count), received.MessageType, received.EndOfMessage, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", context.RequestAborted);
    }

    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[100];
        var received = await socket.ReceiveAsync(buffer, Token);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
