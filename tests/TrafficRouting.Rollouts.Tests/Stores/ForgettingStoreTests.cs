namespace TrafficRouting.Rollouts.Tests.Stores;

/// <summary>What every store must do that forgets evidence by itself.</summary>
public abstract class ForgettingStoreTests : RolloutStoreTests
{
    private static readonly TimeSpan Keep = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Evidence_NotPublishedAgain_Expires()
    {
        var store = Evidence(Create());
        await store.PublishAsync(new("reviews", "gone", "1"u8.ToArray()), Keep, Cancellation);
        await store.PublishAsync(new("reviews", "here", "2"u8.ToArray()), TimeSpan.FromMinutes(10), Cancellation);

        IReadOnlyList<ReplicaEvidence> collected;
        while ((collected = await store.CollectAsync("reviews", Cancellation)).Count > 1)
            await PassAsync(Keep);

        Assert.Equal("here", Assert.Single(collected).Replica);
    }
}
