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

    private static HttpMessageInvoker Invoker(TrafficRoutingOptions options, HttpMessageHandler primary, params IRoutingObserver[] observers) =>
        new(new TrafficRoutingHandler(new TrafficRouter(options), observers: observers) { InnerHandler = primary });

    private delegate void Observe(in RoutedAttempt attempt);

    private sealed class Observer(Observe observe) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => observe(in attempt);
    }
}
