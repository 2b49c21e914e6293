using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Http.Tests.Mirroring.Copying;

public class StreamTeeTests
{
    private readonly TrackingArrayPool _pool = new();
    private readonly BodyBudget _budget;

    public StreamTeeTests() => _budget = new(_pool);

    [Fact]
    public void TryAttach_NotOptedIn_LeavesTheContentAlone()
    {
        using var request = Request(new MemoryStream([1, 2, 3]));
        var content = request.Content;

        var refusal = StreamTee.TryAttach(request, _budget, MirroringTest.Limits(new()), out _);

        Assert.Equal(MirrorOutcome.Stream, refusal);
        Assert.Same(content, request.Content);
    }

    [Fact]
    public void TryAttach_LengthKnownToBeTooLarge_LeavesTheContentAlone()
    {
        using var request = Request(new MemoryStream(new byte[11]));
        var content = request.Content;

        Assert.Equal(MirrorOutcome.TooLarge, StreamTee.TryAttach(request, _budget, Limits(10), out _));
        Assert.Same(content, request.Content);
    }

    [Fact]
    public async Task TryTake_SeekableStream_CanBeSentAgainByTheCallersContent()
    {
        using var stream = new MemoryStream([0, 1, 2, 3]) { Position = 1 };
        using var request = Request(stream);
        request.Content!.Headers.TryAddWithoutValidation("Content-Type", "x/y");
        var content = request.Content;
        Assert.Null(StreamTee.TryAttach(request, _budget, Limits(10), out var tee));
        Assert.Equal("x/y", request.Content.Headers.NonValidated["Content-Type"].ToString());
        Assert.Equal(3, request.Content.Headers.ContentLength);

        Assert.Equal([1, 2, 3], await Send(request));
        Assert.Null(tee!.TryTake(out var body));

        Assert.Same(content, request.Content);
        Assert.Equal([1, 2, 3], body!.Bytes.ToArray());
        Assert.Equal([1, 2, 3], await Send(request));
        Assert.Equal([1, 2, 3], await Send(request));
        body.Release();
        Assert.Equal((0, 0L), (_pool.Outstanding, _budget.Held));
    }

    [Fact]
    public async Task TryTake_StreamThatCannotSeek_RefusesASecondSendAsTheCallersContentDoes()
    {
        using var request = Request(new OneWayStream([1, 2, 3], chunk: 2));
        Assert.Null(StreamTee.TryAttach(request, _budget, Limits(10), out var tee));
        await Send(request);
        tee!.TryTake(out var body);
        body!.Release();

        await Assert.ThrowsAsync<InvalidOperationException>(() => Send(request));
    }

    [Fact]
    public async Task TryTake_SentTwiceBecauseOfARedirect_HoldsTheBodyOnce()
    {
        using var request = Request(new MemoryStream([1, 2, 3]));
        StreamTee.TryAttach(request, _budget, Limits(10), out var tee);
        await Send(request);
        await Send(request);

        Assert.Null(tee!.TryTake(out var body));

        Assert.Equal([1, 2, 3], body!.Bytes.ToArray());
        body.Release();
    }

    private static readonly Gen<(int Length, int Cap, int Chunk, int Fault)> Bodies =
        from length in Gen.Choose(0, 5_000)
        from cap in Gen.Choose(0, 5_000)
        from chunk in Gen.Choose(1, 3_000)
        from fault in Gen.Choose(-5_000, 5_000)
        select (length, cap, chunk, fault);

    [Property]
    public Property Tee_AnyBodyAndFault_GivesThePrimaryWhatItWouldHaveHadAndReadsNothingTwice() => Prop.ForAll(Bodies.ToArbitrary(), c =>
    {
        var bytes = new byte[c.Length];
        new Random(c.Length).NextBytes(bytes);
        var plain = Read(new OneWayStream(bytes, c.Chunk, c.Fault));
        var source = new OneWayStream(bytes, c.Chunk, c.Fault);
        using var request = Request(source);
        StreamTee.TryAttach(request, _budget, Limits(c.Cap), out var tee);
        var teed = Read(request.Content!.ReadAsStream(TestContext.Current.CancellationToken));
        var refusal = tee!.TryTake(out var body);

        Assert.Equal(plain.Bytes, teed.Bytes);
        Assert.Equal(plain.Error?.Message, teed.Error?.Message);
        Assert.Equal(teed.Bytes.Length, source.BytesRead);
        if (plain.Bytes.Length > c.Cap)
            Assert.Equal(MirrorOutcome.TooLarge, refusal);
        else if (plain.Error is not null)
            Assert.Equal(MirrorOutcome.CopyFailed, refusal);
        else
            Assert.Equal(bytes, body!.Bytes.ToArray());
        body?.Release();
        Assert.Equal((0, 0L, false), (_pool.Outstanding, _budget.Held, _pool.WasMisused));
    });

    private static MirrorLimits Limits(int cap) => MirroringTest.Limits(new() { BufferStreams = true, MaxBodyBytes = cap });

    private static HttpRequestMessage Request(Stream body) => new(HttpMethod.Post, "http://a/") { Content = new StreamContent(body) };

    private static async Task<byte[]> Send(HttpRequestMessage request)
    {
        using var wire = new MemoryStream();
        await request.Content!.CopyToAsync(wire, TestContext.Current.CancellationToken);
        return wire.ToArray();
    }

    private static (byte[] Bytes, Exception? Error) Read(Stream stream)
    {
        using var bytes = new MemoryStream();
        try
        {
            stream.CopyTo(bytes, 1_000);
            return (bytes.ToArray(), null);
        }
        catch (IOException e)
        {
            return (bytes.ToArray(), e);
        }
    }
}
