using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Testing;

namespace TrafficClient.Tests;

/// <summary>The client with its routes, over scripted backends: no sockets, no chance.</summary>
public sealed class ReviewsClientTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddReviews(Settings.Load())
        .AddFakeTrafficRouting(fake =>
        {
            fake.Backend("reviews-v1").Respond(200, """{ "product": 1, "stars": 4, "by": "v1" }""");
            fake.Backend("reviews-v2").Respond(200, """{ "product": 1, "stars": 5, "by": "v2" }""");
        })
        .BuildServiceProvider();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task GetAsync_OfATester_IsAnsweredByTheCanary()
    {
        var review = await _services.GetRequiredService<ReviewsClient>().GetAsync(1, "jason", TestContext.Current.CancellationToken);

        Assert.Equal("v2", review!.By);
        _services.GetFakeTrafficRouting().ShouldHaveSent("reviews-v2", times: 1);
    }

    [Fact]
    public async Task GetAsync_OfAnybody_FollowsTheSplit()
    {
        var fake = _services.GetFakeTrafficRouting();
        fake.NextPicks("reviews-v1", "reviews-v2");
        var client = _services.GetRequiredService<ReviewsClient>();

        Assert.Equal("v1", (await client.GetAsync(1, user: null, TestContext.Current.CancellationToken))!.By);
        Assert.Equal("v2", (await client.GetAsync(1, user: null, TestContext.Current.CancellationToken))!.By);
    }
}
