using System.Net.Http.Json;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Http.Tests.Mirroring.Copying;

public class BodyCopierTests
{
    private readonly TrackingArrayPool _pool = new();

    public static TheoryData<string> InMemory => ["bytes", "string", "form", "memory", "json", "multipart"];

    public static TheoryData<string> Others => ["stream", "multipart with a stream", "derived", "custom", "iterator", "query", "queryable"];

    [Theory]
    [MemberData(nameof(InMemory))]
    public async Task TryCopy_ContentInMemory_CopiesItAndLeavesItSendable(string kind)
    {
        using var content = Make(kind);
        var budget = new BodyBudget(_pool);

        var refusal = BodyCopier.TryCopy(content, budget, MirroringTest.Limits(new()), out var body);

        Assert.Null(refusal);
        var sent = await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(sent);
        Assert.Equal(sent, body!.Bytes.ToArray());
        Assert.Equal(sent.Length, budget.Held);
        body.Release();
        Assert.Equal((0, 0L, false), (_pool.Outstanding, budget.Held, _pool.WasMisused));
    }

    [Theory]
    [MemberData(nameof(InMemory))]
    public async Task TryCopy_LargerThanTheCap_IsTooLargeAndLeavesItSendable(string kind)
    {
        using var content = Make(kind);
        var budget = new BodyBudget(_pool);

        var refusal = BodyCopier.TryCopy(content, budget, MirroringTest.Limits(new() { MaxBodyBytes = 3 }), out var body);

        Assert.Equal((MirrorOutcome.TooLarge, null), (refusal, body));
        Assert.Equal((0, 0L), (_pool.Outstanding, budget.Held));
        Assert.True((await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length > 3);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void TryCopy_ContentThatMightBeReadOnlyOnce_IsLeftAlone(string kind)
    {
        using var content = Make(kind);

        var refusal = BodyCopier.TryCopy(content, new(_pool), MirroringTest.Limits(new()), out var body);

        Assert.Equal((MirrorOutcome.Stream, null, 0), (refusal, body, _pool.Rented));
    }

    [Fact]
    public void TryCopy_BudgetSpent_IsDropped()
    {
        using var content = new ByteArrayContent(new byte[100]);
        var budget = new BodyBudget(_pool);
        Assert.True(budget.TryReserve(50, 120));

        var refusal = BodyCopier.TryCopy(content, budget, MirroringTest.Limits(new() { QueueBytes = 120 }), out _);

        Assert.Equal((MirrorOutcome.Dropped, 50L, 0), (refusal, budget.Held, _pool.Outstanding));
    }

    [Property]
    public Property TryCopy_AnyBytesAndCap_CopiesExactlyWhatFits() =>
        Prop.ForAll(
            Gen.Two(Gen.Choose(0, 20_000)).ToArbitrary(),
            ((int Length, int Cap) at) =>
            {
                var bytes = new byte[at.Length];
                new Random(at.Length).NextBytes(bytes);
                using var content = JsonContent.Create(bytes);
                var expected = JsonContent.Create(bytes).ReadAsByteArrayAsync().Result;
                var budget = new BodyBudget(_pool);
                var refusal = BodyCopier.TryCopy(content, budget, MirroringTest.Limits(new() { MaxBodyBytes = at.Cap }), out var body);
                var right = expected.Length > at.Cap
                    ? refusal == MirrorOutcome.TooLarge && body is null
                    : refusal is null && body!.Bytes.Span.SequenceEqual(expected);
                body?.Release();
                return right && budget.Held == 0 && _pool.Outstanding == 0 && !_pool.WasMisused;
            });

    private static HttpContent Make(string kind) => kind switch
    {
        "bytes" => new ByteArrayContent([9, 1, 2, 3, 4, 9], 1, 4),
        "string" => new StringContent("grüße", Encoding.UTF8),
        "form" => new FormUrlEncodedContent([new("a", "b c"), new("d", "ä")]),
        "memory" => new ReadOnlyMemoryContent(new byte[] { 5, 6, 7, 8 }),
        "json" => JsonContent.Create(new { Name = "x", Values = new[] { 1, 2, 3 } }),
        "stream" => new StreamContent(new MemoryStream([1, 2, 3])),
        "multipart" => new MultipartFormDataContent { { new StringContent("x"), "x" }, { JsonContent.Create(new { Y = 1 }), "y" } },
        "multipart with a stream" => new MultipartFormDataContent { { new StringContent("x"), "x" }, { new StreamContent(new MemoryStream([1])), "y", "file" } },
        "queryable" => JsonContent.Create(new[] { 1, 2 }.AsQueryable()),
        "derived" => new DerivedContent(),
        "custom" => new CustomContent(),
        "iterator" => JsonContent.Create(Numbers()),
        "query" => JsonContent.Create(new[] { 1, 2 }.Select(n => n + 1)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static IEnumerable<int> Numbers()
    {
        yield return 1;
    }

    private sealed class DerivedContent() : ByteArrayContent([1, 2, 3]);

    private sealed class CustomContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return true;
        }
    }
}
