using System.Diagnostics;
using System.Net;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>The exact bytes that routing adds to a handler that only hands on, in front of the same primary.</summary>
public sealed class AllocationTests
{
    // What Options cost once anything is kept there: the object, its dictionary and the first entry's arrays.
    private const long KeptDecision = 240;

    // A task with the request, its URI and the one that was sent.
    private const long OneWait = 120;

    [Fact]
    public void Unrouted_Always_AddsNothing() => Assert.Equal(0, Added(Routing.To(new("http://v1")), "http://elsewhere/a/b?c=d"));

    [Fact]
    public void Unmatched_InAServiceThatLetsThemPass_AddsNothing() => Assert.Equal(
        0, Added(Routing.To(new("http://v1"), r => r.Matches.Add(new() { Path = new() { PathPrefix = "/x" } })), "http://reviews/a/b?c=d"));

    [Fact]
    public void Routed_ToAUriSeenBefore_AddsTheKeptDecision() =>
        Assert.Equal(KeptDecision - UnreadParts("/a/b"), Added(Routing.To(new("http://v1")), "http://reviews/a/b"));

    [Fact]
    public void Routed_ByItsPath_DoesNotMakeTheUriWorkItOut() => Assert.Equal(
        KeptDecision - UnreadParts("/a/b"), Added(Routing.To(new("http://v1"), r => r.Matches.Add(new() { Path = new() { PathPrefix = "/a" } })), "http://reviews/a/b"));

    [Fact]
    public void Routed_WithAQuery_AddsTheKeptDecisionAndOneUri() =>
        Assert.Equal(KeptDecision - UnreadParts("/a/b?c=d") + UriBytes("/a/b?c=d"), Added(Routing.To(new("http://v1")), "http://reviews/a/b?c=d"));

    [Fact]
    public void Routed_WithHeaderConditions_AddsNoMore() =>
        Assert.Equal(KeptDecision - UnreadParts("/a/b"), Added(Routing.To(new("http://v1"), r => r.Matches.Add(new() { Headers = { ["x-user"] = new() { Exact = "jason" } } })), "http://reviews/a/b"));

    [Fact]
    public void Routed_UnderAnActivityWhoseBaggageNoRuleAsksFor_AddsNoMore()
    {
        using var activity = new Activity("caller").AddBaggage("sandbox", "alice").Start();

        Assert.Equal(KeptDecision - UnreadParts("/a/b"), Added(Routing.To(new("http://v1")), "http://reviews/a/b"));
    }

    [Fact]
    public void Routed_ByBaggage_AddsWhatReadingItCosts()
    {
        using var activity = new Activity("caller").AddBaggage("sandbox", "alice").Start();
        var reading = Allocations.Of(() => activity.GetBaggageItem("sandbox"));

        Assert.InRange(reading, 1, 150);
        Assert.Equal(
            KeptDecision - UnreadParts("/a/b") + reading,
            Added(Routing.To(new("http://v1"), r => r.Matches.Add(new() { Baggage = { ["sandbox"] = new() { Exact = "alice" } } })), "http://reviews/a/b"));
    }

    [Fact]
    public void Unmatched_ByBaggageWhereThereIsNone_AddsNothing()
    {
        using var activity = new Activity("caller").Start();

        Assert.Equal(0, Added(Routing.To(new("http://v1"), r => r.Matches.Add(new() { Baggage = { ["sandbox"] = new() { Exact = "alice" } } })), "http://reviews/a/b"));
    }

    [Fact]
    public void Routed_ToABackendThatRewritesAndOnlyAnotherIsMirrored_AddsNoMore()
    {
        var options = Routing.To(
            new("http://v1"),
            r => (r.Weights["v2"], r.Mirrors["v2"]) = (0, new() { Backends = { "v2" } }),
            b => b.Rewrite = new() { PathPrefix = "/own" });
        options.Backends["v2"] = new() { Address = "http://v2" };

        Assert.Equal(KeptDecision - UnreadParts("/a/b"), Added(options, "http://reviews/a/b"));
    }

    [Fact]
    public void Routed_ToAUriThatNeverRepeats_AddsTheKeptDecisionAndOneUri()
    {
        var next = 0;
        string[] uris = [.. Enumerable.Range(0, 20_000).Select(i => $"http://reviews/items/{i:00000}")];
        string Next() => uris[next = (next + 1) % uris.Length];

        // The slots are taken by who comes first.
        using var routed = new HttpMessageInvoker(Routing.To(new("http://v1")).Handler(new ReadingPrimary()));
        foreach (var uri in uris)
            Send(routed, uri.Replace("items", "others", StringComparison.Ordinal));
        using var plain = new HttpMessageInvoker(new OuterHandler { InnerHandler = new ReadingPrimary() });

        Assert.Equal(
            KeptDecision - UnreadParts("/items/00000") + UriBytes("/items/00000"),
            Allocations.Of(() => Send(routed, Next()), warmup: 1000) - Allocations.Of(() => Send(plain, Next())));
    }

    [Fact]
    public void Headers_OfARequestWithoutAny_AreNotMade()
    {
        static long Sent(HttpMessageHandler handler)
        {
            using var invoker = new HttpMessageInvoker(handler);
            return Allocations.Of(() =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://elsewhere/"));
                Assert.True(invoker.SendAsync(request, CancellationToken.None).IsCompletedSuccessfully);
            });
        }

        Assert.Equal(Sent(new OuterHandler { InnerHandler = new ReadingPrimary() }), Sent(Routing.To(new("http://v1")).Handler(new ReadingPrimary())));
    }

    [Fact]
    public void Routed_WithHealthOrFailoverWhileNothingFails_AddsNoMore()
    {
        Assert.Equal(KeptDecision - UnreadParts("/a/b"), Added(Routing.To(new("http://v1"), backend: b => b.Health = new()), "http://reviews/a/b"));
        Assert.Equal(KeptDecision - UnreadParts("/a/b"), Added(Routing.To(new("http://v1"), r => r.Failover = new()), "http://reviews/a/b"));
    }

    [Theory]
    [InlineData(0, false)]
    // The endpoint and the caller's token.
    [InlineData(16, true)]
    public void Routed_AnsweredLater_AddsOneWait(int more, bool hasHealth)
    {
        var options = Routing.To(new("http://v1"), backend: b => b.Health = hasHealth ? new() : null);

        Assert.Equal(KeptDecision - UnreadParts("/a/b") + OneWait + more, BytesLater(options) - BytesLater(options: null));
    }

    private static long BytesLater(TrafficRoutingOptions? options)
    {
        var primary = new ReadingPrimary { AnswersLater = true };
        using var invoker = new HttpMessageInvoker(options?.Handler(primary) ?? (HttpMessageHandler)new OuterHandler { InnerHandler = primary });
        return Allocations.Of(() =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://reviews/a/b"));
            var sending = invoker.SendAsync(request, CancellationToken.None);
            primary.Answer();
            Assert.True(sending.IsCompletedSuccessfully);
        });
    }

    private static long Added(TrafficRoutingOptions options, string uri) =>
        Bytes(options.Handler(new ReadingPrimary()), uri) - Bytes(new OuterHandler { InnerHandler = new ReadingPrimary() }, uri);

    private static void Send(HttpMessageInvoker invoker, string uri)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(uri));
        Assert.True(invoker.SendAsync(request, CancellationToken.None).IsCompletedSuccessfully);
    }

    private static long Bytes(HttpMessageHandler handler, string uri)
    {
        using var invoker = new HttpMessageInvoker(handler);
        return Allocations.Of(() =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(uri)) { Headers = { { "x-user", "jason" } } };
            Assert.True(invoker.SendAsync(request, CancellationToken.None).IsCompletedSuccessfully);
        });
    }

    // The parts of the caller's URI that the primary would have made it work out, and that are read out of its text instead.
    private static long UnreadParts(string target) =>
        Allocations.Of(() => ReadingPrimary.Read(new Uri("http://reviews" + target))) - Allocations.Of(() => GC.KeepAlive(new Uri("http://reviews" + target)));

    // Its text with it, and what the primary makes the Uri parse.
    private static long UriBytes(string target) =>
        Allocations.Of(() => ReadingPrimary.Read(new Uri(string.Concat("http://v1", string.Empty, target))));

    private sealed class OuterHandler : DelegatingHandler;

    /// <summary>Reads of a URI what SocketsHttpHandler reads, and answers at once.</summary>
    private sealed class ReadingPrimary : HttpMessageHandler
    {
        private readonly Task<HttpResponseMessage> _answer = Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));
        private TaskCompletionSource<HttpResponseMessage> _waiting = new();

        public bool AnswersLater { get; init; }

        public void Answer() => _waiting.SetResult(_answer.Result);

        public static void Read(Uri uri)
        {
            GC.KeepAlive(uri.IdnHost);
            GC.KeepAlive(uri.PathAndQuery);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Read(request.RequestUri!);
            return AnswersLater ? (_waiting = new()).Task : _answer;
        }
    }
}
