using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using TrafficRouting.Fleet.Tests.Redis;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Redis;
using TrafficRouting.TestKit;

namespace TrafficRouting.Fleet.Tests.Engines;

/// <summary>Whole replicas on a server that forgets, or that half of them cannot reach.</summary>
public sealed class RedisFleetTests(GarnetHost garnet) : IClassFixture<GarnetHost>
{
    private readonly string _prefix = $"fleet-{Guid.NewGuid():N}:";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FlushAll_AfterAnAbort_NobodyRevivesTheRolloutAndTheStoreLearnsOfItAgain()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await LiveReplica.UntilAsync(() => (one.Weight, two.Weight) == (20, 20));
        Assert.Null((await one.Controller.AbortAsync("reviews", Cancellation)).Unstored);
        await LiveReplica.UntilAsync(() => two.Weight == 0);

        await using (var admin = await ConnectionMultiplexer.ConnectAsync($"{garnet.Configuration},allowAdmin=true"))
            await admin.GetServers()[0].FlushAllDatabasesAsync();
        await using var late = await StartAsync();

        await using var store = new RedisRolloutStore(garnet.Configuration, new() { KeyPrefix = _prefix });
        RolloutState? state = null;
        await LiveReplica.UntilAsync(() => (state = store.ReadAsync("reviews", Cancellation).AsTask().Result)?.Phase == RolloutPhase.Aborted && late.Status.State?.Phase == RolloutPhase.Aborted);
        Assert.Equal((0, 0, 0), (one.Weight, two.Weight, late.Weight));
    }

    [Fact]
    public async Task Partition_AbortElsewhere_EndsTheCanaryAfterStaleAfterAndNotWithoutIt()
    {
        using var link = new CuttableLink(garnet.Configuration);
        await using var near = await StartAsync();
        await using var bounded = await StartAsync(link.Configuration, staleAfter: 2);
        await using var unbounded = await StartAsync(link.Configuration);
        await LiveReplica.UntilAsync(() => (near.Weight, bounded.Weight, unbounded.Weight) == (20, 20, 20));

        link.Cut();
        await near.Controller.AbortAsync("reviews", Cancellation);
        await LiveReplica.UntilAsync(() => bounded.Weight == 0);

        Assert.Equal((true, 20, false), (bounded.Status.Fleet.IsStale, unbounded.Weight, unbounded.Status.Fleet.IsStale));
        link.Heal();
        await LiveReplica.UntilAsync(() => unbounded.Weight == 0 && bounded.Status.State!.Phase == RolloutPhase.Aborted);
        Assert.Equal(RolloutPhase.Aborted, unbounded.Status.State!.Phase);
    }

    private Task<LiveReplica> StartAsync(string? configuration = null, int staleAfter = 0) =>
        LiveReplica.StartAsync(routing => routing.AddRedis($"{configuration ?? garnet.Configuration},connectTimeout=1000", o => o.KeyPrefix = _prefix), staleAfter);
}
