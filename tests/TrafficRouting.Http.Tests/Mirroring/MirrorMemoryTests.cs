namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>QueueBytes is what captured requests hold, whatever they consist of.</summary>
public sealed class MirrorMemoryTests : IDisposable
{
    private const int Requests = 500;

    private readonly TrafficMirror _mirror = new(new MirrorTransport(new StubHandler()), schedule: static _ => { });

    [Theory]
    [InlineData("one byte")]
    [InlineData("33 KB")]
    [InlineData("30 KB of headers")]
    [InlineData("30 KB of query")]
    [InlineData("40 headers")]
    [InlineData("30 KB of headers of its content")]
    public void Budget_OfWaitingRequests_IsWhatTheyHold(string kind)
    {
        var (router, requests) = (Router(long.MaxValue), Make(kind));
        var copies = new PendingCopies[Requests];

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Requests; i++)
            copies[i] = Capture(router, requests[i].Message);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // What is allocated here, and what of the caller's is kept alive. Of the caller's, a decision each is held as well.
        var held = allocated + requests.Sum(r => r.Bytes);
        Assert.InRange(_mirror.Budget.Held, held * 0.85, held * 1.6);
        for (var i = 0; i < Requests; i++)
            copies[i].EndPrimary(requests[i].Message, response: null);
    }

    [Theory]
    [InlineData("one byte")]
    [InlineData("30 KB of headers")]
    [InlineData("30 KB of query")]
    public void Budget_Spent_DropsWhatDoesNotFit(string kind)
    {
        const long limit = 200_000;
        var router = Router(limit);
        var taken = 0;
        foreach (var (message, _) in Make(kind))
        {
            taken += Capture(router, message).IsEmpty ? 0 : 1;
            Assert.InRange(_mirror.Budget.Held, 0, limit);
        }

        Assert.InRange(taken, 1, 199);
    }

    public void Dispose() => _mirror.Dispose();

    private PendingCopies Capture(TrafficRouter router, HttpRequestMessage message)
    {
        var view = new HttpRequestView(message);
        return _mirror.Capture(message, router.Decide(in view)!, callerHost: null, router.Table, RandomSource.Shared);
    }

    private static TrafficRouter Router(long bytes)
    {
        var options = Routing.To(new("http://127.0.0.1:1"), r => r.Mirrors["m"] = new() { Methods = { "*" } }).With("m", new("http://127.0.0.1:2"));
        options.Mirroring = new() { QueueCapacity = Requests, QueueBytes = bytes };
        return new(options);
    }

    private static List<(HttpRequestMessage Message, long Bytes)> Make(string kind) => [.. Enumerable.Range(0, Requests).Select(i =>
    {
        var text = new string((char)('a' + (i % 26)), 30_000);
        var message = new HttpRequestMessage(HttpMethod.Post, kind == "30 KB of query" ? $"http://reviews/?{text}" : "http://reviews/")
        {
            Content = kind switch
            {
                "one byte" => new ByteArrayContent([1]),
                "30 KB of headers of its content" => new ByteArrayContent([1]),
                "33 KB" => new ByteArrayContent(new byte[33_000]),
                _ => null,
            },
        };
        if (kind == "30 KB of headers")
            message.Headers.TryAddWithoutValidation("x-large", text);
        if (kind == "30 KB of headers of its content")
            message.Content!.Headers.TryAddWithoutValidation("x-large", text);
        for (var h = 0; kind == "40 headers" && h < 40; h++)
            message.Headers.TryAddWithoutValidation($"x-header-{h}", text[..10]);
        var characters = kind switch
        {
            "30 KB of headers" or "30 KB of query" or "30 KB of headers of its content" => text.Length,
            "40 headers" => 40 * (10 + 10),
            _ => 0,
        };
        return (message, (long)sizeof(char) * characters);
    })];
}
