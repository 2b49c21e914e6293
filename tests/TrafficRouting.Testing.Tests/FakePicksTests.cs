using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Testing.Tests;

public sealed class FakePicksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NextPicks_ForSeveralRequests_DecidesEachInTurn()
    {
        await using var app = new RoutedApp(f =>
        {
            f.Backend("reviews-v1").Respond(200, "one");
            f.Backend("reviews-v2").Respond(200, "two");
            f.NextPicks("reviews-v2", "reviews-v1", "reviews-v2");
        });

        var answers = new List<string>();
        for (var i = 0; i < 3; i++)
            answers.Add(await app.Client().GetStringAsync(new Uri("/reviews/1", UriKind.Relative), Token));

        Assert.Equal(["two", "one", "two"], answers);
        Assert.Equal(0, app.Fake.RemainingPicks);
    }

    [Fact]
    public async Task NextPicks_ForARouteThatCannot_WaitsForOneThatCan()
    {
        await using var app = new RoutedApp(f =>
        {
            f.Backend("reviews-v1").Respond(200, "one");
            f.Backend("reviews-v2").Respond(200, "two");
            f.NextPicks("reviews-v1");
        });

        using (await app.SendAsJasonAsync())
        {
        }

        Assert.Equal(1, app.Fake.RemainingPicks);
        Assert.Equal("one", await app.Client().GetStringAsync(new Uri("/reviews/1", UriKind.Relative), Token));
        app.Fake.ShouldHaveSent("reviews-v2", times: 1);
    }

    [Fact]
    public async Task NextPicks_ForARequestThatIsRetried_IsUsedUpByItsFirstAttempt()
    {
        await using var app = new RoutedApp(
            f => f.Backend("reviews-v2").Respond(503).Respond(200, "two"),
            s => s.AddHttpClient("retried", c => c.BaseAddress = new("http://reviews")).AddHttpMessageHandler(() => new Retry()).AddTrafficRouting());
        app.Fake.NextPicks("reviews-v2", "reviews-v1");

        Assert.Equal("two", await app.Client("retried").GetStringAsync(new Uri("/reviews/1", UriKind.Relative), Token));

        app.Fake.ShouldHaveSent("reviews-v2", times: 2);
        app.Fake.ShouldHaveTaken("reviews/default", times: 1);
        Assert.Equal(1, app.Fake.RemainingPicks);
    }

    [Fact]
    public async Task NextPicks_ForARetryThatIsDecidedAnew_IsTakenByEachAttempt()
    {
        await using var app = new RoutedApp(
            f => f.Backend("reviews-v2").Respond(503),
            s => s.AddHttpClient("reviews").AddTrafficResilience());
        app.Fake.Backend("reviews-v1").Respond(200, "one");
        app.Fake.NextPicks("reviews-v2", "reviews-v1");

        Assert.Equal("one", await app.Client().GetStringAsync(new Uri("/reviews/1", UriKind.Relative), Token));

        app.Fake.ShouldHaveSent("reviews-v2", times: 1);
        app.Fake.ShouldHaveSent("reviews-v1", times: 1);
    }

    [Fact]
    public async Task NextPicks_ForAHedgedRequest_IsTakenByItsFirstAttempt()
    {
        await using var app = new RoutedApp(
            f => f.Backend("reviews-v2").Delay(TimeSpan.FromSeconds(8)).Respond(500).Respond(200, "two"),
            s => s.AddHttpClient("reviews").AddTrafficHedging());
        app.Fake.NextPicks("reviews-v2", "reviews-v1");

        Assert.Equal("two", await app.Client().GetStringAsync(new Uri("/reviews/1", UriKind.Relative), Token));

        app.Fake.ShouldHaveSent("reviews-v2", times: 2);
        Assert.Equal(1, app.Fake.RemainingPicks);
    }

    [Fact]
    public async Task NextPicks_OfAMisspeltBackend_Fails()
    {
        await using var app = new RoutedApp(f => f.NextPicks("reviews-v9"));

        var failure = await Assert.ThrowsAsync<TrafficRoutingAssertionException>(() => app.SendAsJasonAsync());

        Assert.StartsWith("There is no backend 'reviews-v9'.", failure.Message, StringComparison.Ordinal);
    }

    private sealed class Retry : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return response;

            response.Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
