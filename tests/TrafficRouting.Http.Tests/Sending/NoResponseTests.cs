using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http.Tests.Registration;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>A handler inside that answers with null, as a mock does that was not set up for the request.</summary>
public sealed class NoResponseTests
{
    private const string Message = "Handler did not return a response message.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Action<TrafficRoutingOptions, RouteOptions>> Options => new()
    {
        { "plain", (_, _) => { } },
        { "health", (options, _) => options.Backends["v1"].Health = new() { ConsecutiveFailures = 1 } },
        { "failover", (_, route) => route.Failover = new() { On = { "5xx" } } },
        { "headers", (_, route) => route.ResponseHeaders = new() { Set = { ["x-by"] = "route" } } },
        { "timeout", (_, route) => (route.Timeout, route.TimeoutStatus) = (TimeSpan.FromMinutes(1), 504) },
        { "mirror", (_, route) => route.Mirrors["v1"] = new() { Compare = new() } },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Send_AnsweredWithNull_FailsAsHttpClientSaysAndGivesTheRequestBack(string name, Action<TrafficRoutingOptions, RouteOptions> configure)
    {
        var options = Routing.To(new("http://10.0.0.1"));
        configure(options, options.Services["reviews"].Routes["all"]);
        var router = new TrafficRouter(options);
        await using var mirror = new TrafficMirror(new StubHandler());
        var observer = new Observer();
        foreach (var observers in new IRoutingObserver[][] { [], [observer] })
        {
            foreach (var isLate in new[] { false, true })
            {
                using var client = new HttpClient(new TrafficRoutingHandler(router, mirror: mirror, observers: observers) { InnerHandler = new NullHandler(isLate) });
                await Assert.ThrowsAsync<InvalidOperationException>(() => FailAsync(request => client.SendAsync(request, Token)));
                await Assert.ThrowsAsync<InvalidOperationException>(() => FailAsync(request => Task.FromResult(client.Send(request, Token))));
            }
        }

        // A fault of the test's own, so no fault of the backend.
        Assert.Equal((name, 4), (name, observer.Failures));
        Assert.Equal("v1", router.Decide(new HttpRequestView(new(HttpMethod.Get, "http://reviews/")))!.Backend!.Name);
    }

    [Theory]
    [InlineData("http://reviews/a")]
    [InlineData("http://elsewhere/a")]
    public async Task Send_WithRedirectsFollowed_FailsAsHttpClientSays(string uri)
    {
        // Without the factory's loggers, which read the answer before anybody else.
        await using var app = new RoutedApp(
            Routing.To(new("http://10.0.0.1")),
            s => s.AddHttpClient("reviews").AddTrafficRouting(o => o.FollowRedirects = true).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => new NullHandler(isLate: false)));
        using var client = app.Clients.CreateClient("reviews");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetAsync(uri, Token));

        Assert.StartsWith(Message, exception.Message, StringComparison.Ordinal);
    }

    private static async Task FailAsync(Func<HttpRequestMessage, Task<HttpResponseMessage>> send)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        try
        {
            await send(request);
        }
        catch (InvalidOperationException exception)
        {
            Assert.StartsWith(Message, exception.Message, StringComparison.Ordinal);
            Assert.Equal("http://reviews/a", request.RequestUri!.OriginalString);
            throw;
        }
    }

    private sealed class Observer : IRoutingObserver
    {
        public int Failures { get; private set; }

        public void OnCompleted(in RoutedAttempt attempt) => Failures += attempt.Exception is InvalidOperationException ? 1 : 0;
    }

    private sealed class NullHandler(bool isLate) : HttpMessageHandler
    {
        protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => null!;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (isLate)
                await Task.Yield();
            return null!;
        }
    }
}
