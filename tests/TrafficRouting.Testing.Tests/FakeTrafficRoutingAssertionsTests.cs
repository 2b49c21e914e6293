namespace TrafficRouting.Testing.Tests;

public sealed class FakeTrafficRoutingAssertionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ShouldHaveSent_OtherwiseThanExpected_ShowsWhatWasSent()
    {
        await using var app = await AppAfterOneRequest();

        var failure = Assert.Throws<TrafficRoutingAssertionException>(() => app.Fake.ShouldHaveSent("reviews-v2", times: 2));

        Assert.Equal(
            """
            Expected 2 requests sent to backend 'reviews-v2', but there were none.
            What was sent:
              reviews-v1: GET http://10.0.0.11:9080/reviews/1 by route reviews/default
            """.ReplaceLineEndings("\n"),
            failure.Message);
    }

    [Fact]
    public async Task ShouldHaveSent_AsExpected_Passes()
    {
        await using var app = await AppAfterOneRequest();

        app.Fake.ShouldHaveSent("reviews-v1");
        app.Fake.ShouldHaveSent("REVIEWS-v1", times: 1);
        app.Fake.ShouldNotHaveSent("reviews-v2");
        app.Fake.ShouldHaveTaken("reviews/default", times: 1);
        app.Fake.ShouldHaveTaken("reviews/jason", times: 0);
    }

    [Fact]
    public async Task ShouldNotHaveSent_OfAMisspeltBackend_Fails()
    {
        await using var app = new RoutedApp();

        var failure = Assert.Throws<TrafficRoutingAssertionException>(() => app.Fake.ShouldNotHaveSent("review-v1"));

        Assert.Equal("There is no backend 'review-v1'. Backends: refused, reviews-v1, reviews-v2, reviews-v3.", failure.Message);
    }

    [Fact]
    public async Task ShouldHaveTaken_OtherwiseThanExpected_ShowsTheDecisions()
    {
        await using var app = await AppAfterOneRequest();

        var failure = Assert.Throws<TrafficRoutingAssertionException>(() => app.Fake.ShouldHaveTaken("reviews/jason"));

        Assert.Contains("reviews/default -> reviews-v1, 200", failure.Message, StringComparison.Ordinal);
        Assert.Contains(
            "There is no route 'reviews/jasmin'",
            Assert.Throws<TrafficRoutingAssertionException>(() => app.Fake.ShouldHaveTaken("reviews/jasmin")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShouldNotHaveMirrored_AfterAMirror_ShowsTheCopies()
    {
        await using var app = await AppAfterOneRequest();
        await app.Fake.Mirrors.WhenIdleAsync(Token);

        var failure = Assert.Throws<TrafficRoutingAssertionException>(() => app.Fake.ShouldNotHaveMirrored("reviews-v3"));

        Assert.StartsWith("Expected 0 requests mirrored to backend 'reviews-v3', but there was 1.", failure.Message, StringComparison.Ordinal);
        Assert.Contains("reviews-v3: GET http://10.0.0.12:9080/reviews/1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShouldHaveSplitByWeights_AfterManyRequests_TakesARightSplitAndNotAWrongOne()
    {
        await using var app = new RoutedApp(f =>
        {
            f.Backend("reviews-v1").Respond(200);
            f.Backend("reviews-v2").Respond(200);
        });
        for (var i = 0; i < 500; i++)
            await Get(app);
        app.Fake.ShouldHaveSplitByWeights("reviews/default");

        app.Fake.NextPicks([.. Enumerable.Repeat("reviews-v2", 200)]);
        for (var i = 0; i < 200; i++)
            await Get(app);

        var failure = Assert.Throws<TrafficRoutingAssertionException>(() => app.Fake.ShouldHaveSplitByWeights("reviews/default"));
        Assert.StartsWith("Of 700 requests", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<RoutedApp> AppAfterOneRequest()
    {
        var app = new RoutedApp(f => f.Backend("reviews-v1").Respond(200));
        app.Fake.NextPicks("reviews-v1");
        await Get(app);
        return app;
    }

    private static async Task Get(RoutedApp app)
    {
        using var response = await app.Client().GetAsync(new Uri("/reviews/1", UriKind.Relative), Token);
        response.EnsureSuccessStatusCode();
    }
}
