using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Telemetry;

/// <summary>What an observer sees of an attempt: the request as the caller gave it, the response as the backend sent it, or the exception.</summary>
public sealed class ObserverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Attempt_Sent_ShowsTheRequestGivenBackAndTheResponseBeforeItsEdits(bool async)
    {
        List<string> seen = [];
        var observer = new Observer((in a) => seen.Add(
            $"{a.Request.RequestUri} {a.Request.Headers.Contains("x-route")} {(int)a.Response!.StatusCode} {a.StatusCode} {a.Response.Headers.Contains("x-edited")}"));
        var options = Routing.To(new("http://v1"), r =>
        {
            r.RequestHeaders = new() { Set = { ["x-route"] = "all" } };
            r.ResponseHeaders = new() { Set = { ["x-edited"] = "yes" } };
        });
        using var invoker = Invoker(options, new StubHandler(_ => new(System.Net.HttpStatusCode.Accepted)), observer);

        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        using var response = async ? await invoker.SendAsync(request, Token) : invoker.Send(request, Token);

        Assert.Equal(["http://reviews/a False 202 202 False"], seen);
        Assert.True(response.Headers.Contains("x-edited"));
    }

    [Fact]
    public async Task Attempt_AnyOutcome_ShowsTheMessagesThemselves()
    {
        List<(HttpRequestMessage Request, HttpResponseMessage? Response, Exception? Exception)> seen = [];
        var observer = new Observer((in a) => seen.Add((a.Request, a.Response, a.Exception)));
        using var sent = new HttpResponseMessage();
        var refused = new HttpRequestException("refused");
        using var sending = Invoker(Routing.To(new("http://v1")), new StubHandler(_ => sent), observer);
        using var failing = Invoker(Routing.To(new("http://v1")), new StubHandler(_ => throw refused), observer);
        using var answering = Invoker(
            Routing.To(new("http://v1"), r => { r.Weights.Clear(); r.DirectResponse = new() { Status = 418 }; }), new StubHandler(), observer);
        using HttpRequestMessage first = new(HttpMethod.Get, "http://reviews/"), second = new(HttpMethod.Get, "http://reviews/"), third = new(HttpMethod.Get, "http://reviews/");

        await sending.SendAsync(first, Token);
        await Assert.ThrowsAsync<HttpRequestException>(() => failing.SendAsync(second, Token));
        using var answer = await answering.SendAsync(third, Token);

        Assert.Equal([(first, sent, null), (second, null, refused), (third, answer, null)], seen);
    }

    [Fact]
    public void Attempt_Observed_AllocatesNoMore()
    {
        var statuses = 0;
        var observer = new Observer((in a) => statuses += a.StatusCode!.Value + a.Request.Version.Major + (int)a.Response!.StatusCode);
        using HttpMessageInvoker observed = Invoker(Routing.To(new("http://v1")), new StubHandler(), observer), alone = Invoker(Routing.To(new("http://v1")), new StubHandler());

        Assert.Equal(Allocations.Of(() => Send(alone)), Allocations.Of(() => Send(observed)));
        Assert.NotEqual(0, statuses);

        static void Send(HttpMessageInvoker invoker)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a/b");
            using var response = invoker.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        }
    }

    [Theory]
    [InlineData("POST", "2.0", true, "application/json")]
    [InlineData("POST", "2.0", true, "application/grpc-web")]
    [InlineData("POST", "2.0", true, null)]
    [InlineData("POST", "2.0", false, "application/grpc")]
    [InlineData("POST", "1.1", true, "application/grpc")]
    [InlineData("GET", "2.0", true, "application/grpc")]
    public void Answer_NotOfGrpc_KeepsItsBodyUnreadAndCostsNothing(string method, string version, bool takesTrailers, string? type)
    {
        using var content = new UnreadContent();
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = new HttpResponseMessage { Version = new(version), Content = content };
        var seen = 0;
        using HttpMessageInvoker observed = Invoker(Routing.To(new("http://v1")), new StubHandler(_ => answer), new Observer((in a) => seen += a.GrpcStatus is null ? 1 : 0)),
            alone = Invoker(Routing.To(new("http://v1")), new StubHandler(_ => answer));

        Assert.Equal(Allocations.Of(() => Send(alone)), Allocations.Of(() => Send(observed)));
        Assert.Same(content, answer.Content);
        Assert.NotEqual(0, seen);

        void Send(HttpMessageInvoker invoker)
        {
            using var request = new HttpRequestMessage(new(method), "http://reviews/a/b");
            if (takesTrailers)
                request.Headers.TryAddWithoutValidation("TE", "trailers");
            Assert.Same(answer, invoker.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult());
        }
    }

    private static HttpMessageInvoker Invoker(TrafficRoutingOptions options, HttpMessageHandler primary, params IRoutingObserver[] observers) =>
        new(new TrafficRoutingHandler(new TrafficRouter(options), observers: observers) { InnerHandler = primary });

    private delegate void Observe(in RoutedAttempt attempt);

    private sealed class Observer(Observe observe) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => observe(in attempt);
    }

    /// <summary>A body that fails whoever reads it.</summary>
    private sealed class UnreadContent : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => throw new InvalidOperationException("The body was read.");

        protected override bool TryComputeLength(out long length) => throw new InvalidOperationException("The length was asked for.");
    }
}
