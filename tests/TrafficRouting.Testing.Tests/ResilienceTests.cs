using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using Polly.Timeout;

namespace TrafficRouting.Testing.Tests;

/// <summary>The waits of Microsoft.Extensions.Http.Resilience and Polly move the fake clock, instead of waiting for it for ever.</summary>
public sealed class ResilienceTests
{
    private static readonly Uri Reviews = new("/reviews/1", UriKind.Relative);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StandardHandler_FailuresThenAnAnswer_BacksOffOnTheClock()
    {
        await using var app = App(f => f.Backend("reviews-v2").Respond(503).Throw(new HttpRequestException("Connection refused")).Respond(200), Standard);
        var before = app.Fake.Clock.GetUtcNow();

        using var response = await app.SendAsJasonAsync().WaitAsync(Patience, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, app.Fake.Backend("reviews-v2").Requests.Count);
        Assert.InRange(app.Fake.Clock.GetUtcNow() - before, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task StandardHandler_CalledSynchronously_BacksOffOnTheClock()
    {
        await using var app = App(f => f.Backend("reviews-v2").Respond(503).Respond(200), Standard);
        using var client = app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, Reviews) { Headers = { { "end-user", "jason" } } };

        using var response = await Task.Run(() => client.Send(request, Token), Token).WaitAsync(Patience, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, app.Fake.Backend("reviews-v2").Requests.Count);
    }

    [Fact]
    public async Task StandardHandler_BackendThatHangs_EndsAttemptsAndCallAtTheirTimeouts()
    {
        await using var app = App(f => f.Backend("reviews-v2").Delay(TimeSpan.FromHours(1)).Respond(200), Standard);
        var before = app.Fake.Clock.GetUtcNow();

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => app.SendAsJasonAsync().WaitAsync(Patience, Token));

        Assert.Equal(TimeSpan.FromSeconds(30), app.Fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task StandardHandler_RetryAfterBeyondTheTotalTimeout_EndsAtTheTimeout()
    {
        await using var app = App(f => f.Backend("reviews-v2").Respond(_ => new(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "120" } } }), Standard);
        var before = app.Fake.Clock.GetUtcNow();

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => app.SendAsJasonAsync().WaitAsync(Patience, Token));

        Assert.Equal(TimeSpan.FromSeconds(30), app.Fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task StandardHandler_CallThatNeverEnds_LetsTheContainerBeDisposed()
    {
        var app = App(f => f.Backend("reviews-v2").Respond(async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new();
        }), Standard);
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = app.SendAsJasonAsync(abandon.Token);

        await app.DisposeAsync().AsTask().WaitAsync(Patience, Token);

        await abandon.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => call.WaitAsync(Patience, Token));
    }

    [Fact]
    public async Task StandardHandler_AnswerThatWaitsForTheTest_DoesNotMoveTheClock()
    {
        var signal = new TaskCompletionSource();
        await using var app = App(f => f.Backend("reviews-v2").Respond(async (_, cancellationToken) =>
        {
            await signal.Task.WaitAsync(cancellationToken);
            return new();
        }), Standard);
        var before = app.Fake.Clock.GetUtcNow();

        var call = app.SendAsJasonAsync();
        Assert.False(call.IsCompleted);
        signal.SetResult();
        using var response = await call.WaitAsync(Patience, Token);

        Assert.Equal(before, app.Fake.Clock.GetUtcNow());
    }

    [Fact]
    public async Task HandlerOfTheApplication_ThatWaits_MovesTheClock()
    {
        await using var app = App(
            f => f.Backend("reviews-v2").Respond(200),
            client => client.AddHttpMessageHandler(provider => new SlowHandler(provider.GetRequiredService<TimeProvider>())));
        var before = app.Fake.Clock.GetUtcNow();

        using var response = await app.SendAsJasonAsync().WaitAsync(Patience, Token);

        Assert.Equal(TimeSpan.FromSeconds(3), app.Fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task HedgingHandler_SlowFirstAttempt_SendsTheSecondAtItsDelay()
    {
        await using var app = App(
            f => f.Backend("reviews-v2").Delay(TimeSpan.FromSeconds(8)).Respond(500).Respond(200),
            client => client.AddStandardHedgingHandler());
        var before = app.Fake.Clock.GetUtcNow();

        using var response = await app.SendAsJasonAsync().WaitAsync(Patience, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), app.Fake.Clock.GetUtcNow() - before);
        Assert.Equal(2, app.Fake.Backend("reviews-v2").Requests.Count);
    }

    [Fact]
    public async Task CallsSideBySide_EachWithRetries_AllEnd()
    {
        await using var app = App(f => f.Backend("reviews-v2").Respond(503).Respond(200), Standard);

        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.SendAsJasonAsync())).WaitAsync(Patience, Token);

        Assert.All(responses, r => Assert.Equal(HttpStatusCode.OK, r.StatusCode));
    }

    [Fact]
    public async Task PipelineAroundTheClient_RunOnTheClock_BacksOffAndTimesOut()
    {
        await using var app = App(f => f.Backend("reviews-v2").Delay(TimeSpan.FromHours(1)).Respond(200).Respond(200));
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = app.Fake.Clock }
            .AddRetry(new() { Delay = TimeSpan.FromSeconds(3), ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<TimeoutRejectedException>() })
            .AddTimeout(TimeSpan.FromSeconds(4))
            .Build();
        var before = app.Fake.Clock.GetUtcNow();

        using var response = await app.Fake.Clock.RunAsync(() => pipeline.ExecuteAsync(async stop => await app.SendAsJasonAsync(stop), Token).AsTask()).WaitAsync(Patience, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(7), app.Fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task TrafficResilience_FailuresThenAnAnswer_BacksOffOnTheClock()
    {
        await using var app = App(f => f.Backend("reviews-v2").Respond(503).Throw(new HttpRequestException("Connection refused")).Respond(200), client => client.AddTrafficResilience());
        var before = app.Fake.Clock.GetUtcNow();

        using var response = await app.SendAsJasonAsync().WaitAsync(Patience, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, app.Fake.Backend("reviews-v2").Requests.Count);
        Assert.InRange(app.Fake.Clock.GetUtcNow() - before, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task TrafficResilience_BackendThatHangs_EndsAttemptsAndCallAtTheirTimeouts()
    {
        await using var app = App(f => f.Backend("reviews-v2").Delay(TimeSpan.FromHours(1)).Respond(200), client => client.AddTrafficResilience());
        var before = app.Fake.Clock.GetUtcNow();

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => app.SendAsJasonAsync().WaitAsync(Patience, Token));

        Assert.Equal(TimeSpan.FromSeconds(30), app.Fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task TrafficHedging_SlowFirstAttempt_SendsTheSecondAtItsDelay()
    {
        await using var app = App(
            f => f.Backend("reviews-v2").Delay(TimeSpan.FromSeconds(8)).Respond(500).Respond(200),
            client => client.AddTrafficHedging());
        var before = app.Fake.Clock.GetUtcNow();

        using var response = await app.SendAsJasonAsync().WaitAsync(Patience, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(2), app.Fake.Clock.GetUtcNow() - before);
        Assert.Equal(2, app.Fake.Backend("reviews-v2").Requests.Count);
    }

    private static TimeSpan Patience => TimeSpan.FromMinutes(1);

    private static void Standard(IHttpClientBuilder client) => client.AddStandardResilienceHandler();

    private sealed class SlowHandler(TimeProvider time) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            var response = await base.SendAsync(request, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
            return response;
        }
    }

    private static RoutedApp App(Action<FakeTrafficRouting> fake, Action<IHttpClientBuilder>? resilience = null) =>
        new(fake, services => resilience?.Invoke(services.AddHttpClient("reviews")));
}
