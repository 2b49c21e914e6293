using StackExchange.Redis;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Redis;
using TrafficRouting.Rollouts.Tests.Stores;
using TrafficRouting.TestKit;

namespace TrafficRouting.Fleet.Tests.Redis;

public sealed class RealRedisStoreTests(RedisServer redis) : RedisStoreTests(redis.Required()), IClassFixture<RedisServer>
{
    [Fact]
    public async Task Store_OfAUserWithTheDocumentedRights_DoesAllItDoes_AndOneWithFewerIsToldWhereTheyStand()
    {
        await using var admin = await ConnectionMultiplexer.ConnectAsync($"{redis.Required()},allowAdmin=true");
        var rule = Assert.Single(DocSnippets.Blocks("src/TrafficRouting.Rollouts.Redis/README.md", "redis")).Trim().Split(' ');
        await admin.GetDatabase().ExecuteAsync(rule[0], [.. rule[1..]]);
        await admin.GetDatabase().KeyDeleteAsync(["traffic-routing:{rights}:state", "traffic-routing:{rights}:evidence", "traffic-routing:{rights}:lease"]);
        await using var store = new RedisRolloutStore($"{redis.Required()},user=shop,password=secret");
        var told = new Signal();

        using var watch = store.Watch("rights", told.Set);
        await told.Task.WaitAsync(Cancellation);
        Assert.True(await store.TryWriteAsync(State(1) with { Name = "rights" }, 0, Cancellation));
        await store.PublishAsync(new("rights", "a", new byte[] { 1 }), TimeSpan.FromMinutes(1), Cancellation);

        Assert.Equal(1, (await store.ReadAsync("rights", Cancellation))!.Version);
        await store.RemoveAsync(Assert.Single(await store.CollectAsync("rights", Cancellation)), Cancellation);
        Assert.Empty(await store.CollectAsync("rights", Cancellation));
        Assert.True(await store.TryLeaseAsync("rights", "a", TimeSpan.FromMinutes(1), Cancellation));
        Assert.Contains("rights", await store.ListAsync(Cancellation));

        await admin.GetDatabase().ExecuteAsync("ACL", "SETUSER", "shop", "-hgetall");
        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.ReadAsync("rights", Cancellation));
        Assert.Contains("the package's README", refusal.Message, StringComparison.Ordinal);
    }
}
