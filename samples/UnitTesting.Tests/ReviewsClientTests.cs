using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;

namespace UnitTesting.Tests;

/// <summary>The service's own code and its own route table; only what is around them is made up.</summary>
public sealed class ReviewsClientTests : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly FakeTrafficRouting _fake;
    private readonly ReviewsClient _client;

    public ReviewsClientTests()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
            .Build();
        var services = new ServiceCollection();
        services.AddReviews(configuration);
        services.AddFakeTrafficRouting(fake =>
        {
            fake.Backend("reviews-v1").Respond(200, """{ "stars": 4 }""");
            fake.Backend("reviews-v2").Respond(200, """{ "stars": 5 }""");
        });

        _services = services.BuildServiceProvider();
        _fake = _services.GetFakeTrafficRouting();
        _client = _services.GetRequiredService<ReviewsClient>();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task GetStars_WhenTheCanaryIsPicked_ShowsTheCanarysStars()
    {
        _fake.NextPicks("reviews-v2");

        Assert.Equal(5, await _client.GetStarsAsync(1, cancellationToken: Token));
    }

    [Fact]
    public async Task GetStars_WhenTheCanaryFails_TriesAgain()
    {
        _fake.Backend("reviews-v2").On("GET", "/reviews/1").Respond(503);
        _fake.NextPicks("reviews-v2", "reviews-v1");

        Assert.Equal(4, await _client.GetStarsAsync(1, cancellationToken: Token));

        _fake.ShouldHaveSent("reviews-v2", times: 1);
        _fake.ShouldHaveSent("reviews-v1", times: 1);
        Assert.Equal(503, _fake.Decisions.GetSnapshot()[0].StatusCode);
    }

    [Fact]
    public async Task GetStars_WhenNothingCanBeReached_DoesWithout()
    {
        _fake.Reset();
        _fake.Backend("reviews-v1").Throw(new HttpRequestException("Connection refused"));
        _fake.NextPicks("reviews-v1", "reviews-v1");

        Assert.Null(await _client.GetStarsAsync(1, cancellationToken: Token));
    }

    [Fact]
    public async Task GetStars_WhenTheBackendHangs_GivesUpAfterTheRoutesTimeout()
    {
        _fake.Backend("reviews-v1").On("/reviews/*").Delay(TimeSpan.FromHours(1)).Respond(200, """{ "stars": 1 }""");
        _fake.NextPicks("reviews-v1", "reviews-v2");
        var before = _fake.Clock.GetUtcNow();

        Assert.Equal(5, await _client.GetStarsAsync(1, cancellationToken: Token));

        Assert.Equal(TimeSpan.FromSeconds(5), _fake.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task GetStars_ForATester_TakesTheTestersRoute()
    {
        Assert.Equal(5, await _client.GetStarsAsync(1, endUser: "jason", Token));

        _fake.ShouldHaveTaken("reviews/testers", times: 1);
        Assert.Equal("jason", _fake.Backend("reviews-v2").Requests.Latest.Headers["end-user"]);
    }

    [Fact]
    public async Task Rate_WithStars_SendsThemAndIsNotMirrored()
    {
        _fake.NextPicks("reviews-v1");
        await _client.RateAsync(1, stars: 3, Token);

        Assert.Equal("""{"stars":3}""", _fake.Backend("reviews-v1").Requests.Latest.BodyText);
        await _fake.Mirrors.WhenIdleAsync(Token);
        _fake.ShouldNotHaveMirrored("reviews-v3");
    }

    [Fact]
    public async Task GetStars_OfEveryone_IsMirroredToTheShadow()
    {
        await _client.GetStarsAsync(1, cancellationToken: Token);

        await _fake.Mirrors.WhenIdleAsync(Token);
        _fake.ShouldHaveMirrored("reviews-v3", times: 1);
    }

    [Fact]
    public async Task GetStars_ManyTimes_FollowsTheWeights()
    {
        for (var i = 0; i < 300; i++)
            await _client.GetStarsAsync(1, cancellationToken: Token);

        _fake.ShouldHaveSplitByWeights("reviews/default", falseAlarmRate: 1e-9);
    }
}
