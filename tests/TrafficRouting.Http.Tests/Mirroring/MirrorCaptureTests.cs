using System.Net.Http.Json;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public sealed class MirrorCaptureTests : IDisposable
{
    // Workers that never come: what they would send is taken by the test.
    private readonly TrafficMirror _mirror = new(new MirrorTransport(new StubHandler()), schedule: static _ => { });

    public static TheoryData<MirrorDispatch, string> PlainBodies => new MatrixTheoryData<MirrorDispatch, string>(
        [MirrorDispatch.AfterPrimary, MirrorDispatch.Immediately], ["none", "bytes", "string", "form", "memory"]);

    [Theory]
    [MemberData(nameof(PlainBodies))]
    public void CaptureAndEnd_NoBodyOrAPlainOne_AllocatesNothing(MirrorDispatch dispatch, string body)
    {
        var (request, decision, table) = Request(new() { Dispatch = dispatch });
        var taken = 0;

        // A content of its own for each, whose length the transport asks for.
        var plain = Allocations.Of(() => _ = (request.Content = Make(body))?.Headers.ContentLength);
        var mirrored = Allocations.Of(() =>
        {
            request.Content = Make(body);
            _mirror.Capture(request, decision, callerHost: null, table, RandomSource.Shared).EndPrimary(request, response: null);
            _ = request.Content?.Headers.ContentLength;
            taken += TakeAll(decision);
        });

        Assert.Equal(0, mirrored - plain);
        Assert.Equal((0, true), (_mirror.Budget.Held, taken > 1_000));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("stream")]
    [InlineData("multipart")]
    [InlineData("multipart with a stream")]
    public void CaptureAndEnd_OtherBody_AllocatesLessThanOneAndAHalfKilobytes(string body)
    {
        var (request, decision, table) = Request(new(), content: Make(body));
        var content = request.Content!;
        var plain = Allocations.Of(() => Send(content));
        var taken = 0;

        var mirrored = Allocations.Of(() =>
        {
            var copies = _mirror.Capture(request, decision, callerHost: null, table, RandomSource.Shared);
            Send(request.Content!);
            copies.EndPrimary(request, response: null);
            taken += TakeAll(decision);
        });

        Assert.InRange(mirrored - plain, 1, 1_500);
        Assert.True(taken > 1_000);
        Assert.Same(content, request.Content);
    }

    [Fact]
    public void Capture_QueueFull_AllocatesNothing()
    {
        // Of two mirrors, neither finds a second place.
        var (request, decision, table) = Request(new() { QueueCapacity = 1 });
        Assert.False(_mirror.Capture(request, decision, callerHost: null, table, RandomSource.Shared).IsEmpty);

        Assert.Equal(0, Allocations.Of(() => Assert.True(_mirror.Capture(request, decision, callerHost: null, table, RandomSource.Shared).IsEmpty)));
        Assert.Equal(2, _mirror.Channels.Waiting);
    }

    [Fact]
    public void Capture_Percentage_DrawsEachMirrorByItself()
    {
        // Of 10,000 draws at 50 % each, both or neither fall on half; outside of 4,600 to 5,400 lies less than 1e-14.
        var (request, decision, table) = Request(new() { QueueCapacity = 1_000_000 }, percentage: 50);
        var random = RandomSource.Create(7);
        var both = 0;
        var alike = 0;
        for (var i = 0; i < 10_000; i++)
        {
            _mirror.Capture(request, decision, callerHost: null, table, random).EndPrimary(request, response: null);
            var count = TakeAll(decision);
            both += count == 2 ? 1 : 0;
            alike += count is 0 or 2 ? 1 : 0;
        }

        Assert.InRange(alike, 4_600, 5_400);
        Assert.InRange(both, 2_150, 2_850);
    }

    public void Dispose() => _mirror.Dispose();

    private static void Send(HttpContent content) => content.CopyTo(Stream.Null, context: null, CancellationToken.None);

    private static HttpContent? Make(string body) => body switch
    {
        "none" => null,
        "bytes" => new ByteArrayContent(new byte[5_000]),
        "string" => new StringContent("grüße"),
        "form" => new FormUrlEncodedContent([new("a", "b c")]),
        "memory" => new ReadOnlyMemoryContent(new byte[100]),
        "json" => JsonContent.Create(new { Name = new string('x', 1_000) }),
        "multipart" => new MultipartFormDataContent { { new StringContent("x"), "x" } },
        "multipart with a stream" => new MultipartFormDataContent { { new StreamContent(new MemoryStream([1])), "y", "file" } },
        _ => new StreamContent(new MemoryStream(new byte[5_000])),
    };

    private int TakeAll(RouteDecision decision)
    {
        var count = 0;
        foreach (var mirror in decision.Mirrors.AsSpan())
        {
            while (_mirror.Channels.Of(mirror).Channel.TryTake(out var copy))
            {
                copy.Lease.Dispose();
                _mirror.Tracker.End();
                count++;
            }
        }

        return count;
    }

    private static (HttpRequestMessage Request, RouteDecision Decision, RouteTable Table) Request(
        MirroringOptions mirroring, double percentage = 100, HttpContent? content = null)
    {
        var options = Routing.To(new("http://127.0.0.1:1"), r =>
        {
            r.Mirrors["a"] = new() { Percentage = percentage, Methods = { "*" } };
            r.Mirrors["b"] = new() { Percentage = percentage, Methods = { "*" } };
        }).With("a", new("http://127.0.0.1:2")).With("b", new("http://127.0.0.1:3"));
        options.Mirroring = mirroring;
        var router = new TrafficRouter(options);
        var request = new HttpRequestMessage(HttpMethod.Post, "http://reviews/a?b=c") { Content = content };
        for (var i = 0; i < 8; i++)
            request.Headers.TryAddWithoutValidation($"x-header-{i}", $"value {i}");
        var view = new HttpRequestView(request);
        return (request, router.Decide(in view)!, router.Table);
    }
}
