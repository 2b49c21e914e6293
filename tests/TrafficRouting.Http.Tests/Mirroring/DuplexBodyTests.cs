using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Bodies that over HTTP/2 may be written after the response has arrived.</summary>
public class DuplexBodyTests
{
    private static readonly AsyncLocal<object?> Ambient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("custom", true)]
    [InlineData("json", true)]
    [InlineData("stream", false)]
    [InlineData("derived from stream", false)]
    [InlineData("derived from bytes", false)]
    [InlineData("multipart", false)]
    public async Task Send_AnsweredBeforeTheBodyIsWritten_ReturnsWhenItWouldWithoutAMirrorAndIsCopiedWhole(string kind, bool isDuplex)
    {
        await using var primary = await BackendServer.StartAsync("v1", AnswerThenRead, HttpProtocols.Http2, record: false);
        await using var server = await BackendServer.StartAsync("v2", protocols: HttpProtocols.Http2);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], mirror: m => (m.Methods[0], _) = ("POST", 0));
        using var plain = new HttpClient { BaseAddress = primary.Address };

        Assert.Equal(isDuplex, await ReturnsBeforeTheEnd(plain, kind, isDuplex));
        Assert.Equal(isDuplex, await ReturnsBeforeTheEnd(harness.Client, kind, isDuplex));

        await harness.Mirror.WhenIdleAsync(Token).WaitAsync(MirroringTest.Patience, Token);
        Assert.Equal(1, harness.Outcomes["sent"]);
        Assert.Equal(Text(kind), System.Text.Encoding.UTF8.GetString(server.Requests.Single().Body));
    }

    [Theory]
    [InlineData("time", "copy_failed 1")]
    [InlineData("reload", "dropped 1")]
    [InlineData("stop", "dropped 1")]
    public async Task Copy_OfABodyThatDoesNotEnd_IsNotWaitedForLongerThan(string bound, string expected)
    {
        var time = new FakeClock();
        var gate = new TaskCompletionSource();
        TrafficRoutingOptions? options = null;
        await using var primary = await BackendServer.StartAsync("v1", AnswerThenRead, HttpProtocols.Http2, record: false);
        await using var server = await BackendServer.StartAsync("v2", protocols: HttpProtocols.Http2);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], routing: o => options = o, time: time);
        using (await SendAsync(harness.Client, Make("custom", gate.Task)))
        {
            Assert.Equal((1L, string.Empty), (harness.Mirror.Channels.Waiting, harness.Outcomes.Of("m1")));

            if (bound == "time")
            {
                time.Advance(new MirroringOptions().Timeout);
            }
            else if (bound == "stop")
            {
                await harness.Mirror.StopAsync(Token);
            }
            else
            {
                options!.Services["orders"].Routes["default"].Mirrors.Clear();
                options.Backends.Remove("m1");
                options.Backends["m2"] = new() { Address = server.Address.ToString() };
                options.Services["orders"].Routes["default"].Mirrors["m2"] = new();
                harness.Services.GetRequiredService<TrafficRouter>().Update(options);
                using var next = new HttpRequestMessage(HttpMethod.Get, "/ping") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
                (await harness.Client.SendAsync(next, Token)).Dispose();
            }

            await harness.SettleAsync(bound == "reload" ? 2 : 1);
            Assert.Equal(expected, harness.Outcomes.Of("m1"));
            gate.SetResult();
        }
    }

    [Fact]
    public async Task Copy_CallerCancelsOnceItHasTheResponse_IsSentWithTheWholeBodyAllTheSame()
    {
        var gate = new TaskCompletionSource();
        await using var primary = await BackendServer.StartAsync("v1", AnswerThenRead, HttpProtocols.Http2, record: false);
        await using var server = await BackendServer.StartAsync("v2", protocols: HttpProtocols.Http2);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], mirror: m => (m.Methods[0], _) = ("POST", 0));
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var response = await SendAsync(harness.Client, Make("custom", gate.Task), cancel.Token);

        await cancel.CancelAsync();
        gate.SetResult();

        await harness.SettleAsync(1);
        Assert.Equal("12"u8.ToArray(), server.Requests.Single().Body);
    }

    [Fact]
    public async Task Copy_WaitingForItsBody_DoesNotKeepTheCallersAsyncLocals()
    {
        var gate = new TaskCompletionSource();
        await using var mirror = new TrafficMirror(new StubHandler());
        var router = new TrafficRouter(Routing.To(new("http://v1"), r => r.Mirrors["m"] = new() { Methods = { "*" } }).With("m", new("http://m")));
        using var invoker = new HttpMessageInvoker(new TrafficRoutingHandler(router, mirror: mirror) { InnerHandler = new EarlyPrimary() });

        var ambient = await CallAsync(invoker, Make("custom", gate.Task));
        await Task.Yield();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Equal(1, mirror.Channels.Waiting);
        Assert.False(ambient.IsAlive);
        gate.SetResult();
        await mirror.WhenIdleAsync(Token).WaitAsync(MirroringTest.Patience, Token);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> CallAsync(HttpMessageInvoker invoker, HttpContent content)
    {
        Ambient.Value = new object();
        var ambient = new WeakReference(Ambient.Value);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://reviews/") { Content = content };
        (await invoker.SendAsync(request, Token)).Dispose();
        request.Content = null;
        return ambient;
    }

    /// <summary>Answers once it has begun to write the body, and writes on without anything of the caller's.</summary>
    private sealed class EarlyPrimary : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    var writing = request.Content!.CopyToAsync(Stream.Null, CancellationToken.None);
                    begun.SetResult();
                },
                state: null);
            await begun.Task;
            return new();
        }
    }

    // Whatever has arrived on the connection before a later answer has been seen by then.
    private static async Task<bool> ReturnsBeforeTheEnd(HttpClient client, string kind, bool isExpected)
    {
        var gate = new TaskCompletionSource();
        var sending = SendAsync(client, Make(kind, gate.Task));
        using var patience = new CancellationTokenSource(MirroringTest.Patience);
        for (var i = 0; (isExpected ? !patience.IsCancellationRequested : i < 20) && !sending.IsCompleted; i++)
            (await SendAsync(client, content: null)).Dispose();
        var returned = sending.IsCompleted;
        gate.SetResult();
        using var response = await sending.WaitAsync(MirroringTest.Patience, Token);
        Assert.Equal(Text(kind), await response.Content.ReadAsStringAsync(Token));
        return returned;
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpContent? content, CancellationToken? token = null)
    {
        var request = new HttpRequestMessage(content is null ? HttpMethod.Trace : HttpMethod.Post, content is null ? "/ping" : "/")
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token ?? Token).WaitAsync(MirroringTest.Patience, Token);
    }

    private static async Task AnswerThenRead(HttpContext context)
    {
        if (context.Request.Path == "/ping")
            return;
        await context.Response.StartAsync();
        await context.Response.Body.FlushAsync();
        await context.Request.Body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static string Text(string kind) => kind switch
    {
        "json" => "[1,2]",
        "multipart" => "--b\r\n\r\n12\r\n--b--\r\n",
        _ => "12",
    };

    private static HttpContent Make(string kind, Task gate) => kind switch
    {
        "json" => JsonContent.Create(Numbers(gate)),
        "stream" => new StreamContent(new GatedStream(gate)),
        "derived from stream" => new DerivedStream(new GatedStream(gate)),
        "derived from bytes" => new DerivedBytes(gate),
        "multipart" => new MultipartContent("mixed", "b") { new StreamContent(new GatedStream(gate)) },
        _ => new Custom(gate),
    };

    private static async IAsyncEnumerable<int> Numbers(Task gate)
    {
        yield return 1;
        await gate;
        yield return 2;
    }

    private static async Task WriteAsync(Stream stream, Task gate, CancellationToken cancellationToken)
    {
        await stream.WriteAsync("1"u8.ToArray(), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        await gate.WaitAsync(cancellationToken);
        await stream.WriteAsync("2"u8.ToArray(), cancellationToken);
    }

    private sealed class Custom(Task gate) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, gate, CancellationToken.None);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class DerivedBytes(Task gate) : ByteArrayContent([])
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => WriteAsync(stream, gate, CancellationToken.None);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    private sealed class DerivedStream(Stream stream) : StreamContent(stream);

    private sealed class GatedStream(Task gate) : Stream
    {
        private readonly ConcurrentQueue<byte> _left = new("12"u8.ToArray());

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_left.TryDequeue(out var next))
                return 0;
            if (next == '2')
                await gate.WaitAsync(cancellationToken);
            buffer.Span[0] = next;
            return 1;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
