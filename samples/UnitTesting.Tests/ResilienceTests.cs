using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;

namespace UnitTesting.Tests;

/// <summary>The client under the standard resilience handler: its back-off and timeouts take no time.</summary>
public sealed class ResilienceTests : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly FakeTrafficRouting _fake;
    private readonly ReviewsClient _client;

    public ResilienceTests()
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"))
            .Build();
        var services = new ServiceCollection();
        services.AddReviews(configuration);
        // After one second and after two, within the five that the route allows all attempts together.
        services.AddHttpClient<ReviewsClient>().AddStandardResilienceHandler(o => (o.Retry.Delay, o.Retry.UseJitter) = (TimeSpan.FromSeconds(1), false));
        services.AddFakeTrafficRouting();

        _services = services.BuildServiceProvider();
        _fake = _services.GetFakeTrafficRouting();
        _client = _services.GetRequiredService<ReviewsClient>();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task GetStars_WhenTheCanaryFailsForAMoment_IsRetried()
    {
        _fake.Backend("reviews-v2").Respond(503).Throw(new HttpRequestException("Connection refused")).Respond(200, """{ "stars": 5 }""");
        _fake.NextPicks("reviews-v2");
        var before = _fake.Clock.GetUtcNow();

        Assert.Equal(5, await _client.GetStarsAsync(1, cancellationToken: Token));

        _fake.ShouldHaveSent("reviews-v2", times: 3);
        Assert.True(_fake.Clock.GetUtcNow() > before);
    }
}
