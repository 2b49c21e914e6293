using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>What every store must do on a real Redis Cluster, and what only a cluster does.</summary>
public sealed class RedisClusterTests(RedisCluster cluster) : RedisStoreTests(cluster.Required()), IClassFixture<RedisCluster>
{
    [Fact]
    public async Task Keys_OfARollout_LieInOneSlotThoughRolloutsAreSpread()
    {
        var slots = await Task.WhenAll(new[] { "state", "evidence", "lease" }.Select(part => cluster.SlotAsync($"{Prefix}{{reviews}}:{part}")));

        Assert.Single(slots.Distinct());
        Assert.NotEqual(slots[0], await cluster.SlotAsync($"{Prefix}{{ratings}}:state"));
    }

    [Fact]
    public async Task Slot_MovesToAnotherNode_IsFollowed()
    {
        var store = Create();
        var evidence = (IRolloutEvidenceStore)store;
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await evidence.PublishAsync(new("reviews", "a", "1"u8.ToArray()), TimeSpan.FromMinutes(1), Cancellation);
        Assert.True(await evidence.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation));

        await MoveAsync(await cluster.SlotAsync(StateKey));

        Assert.Equal(1, (await store.ReadAsync("reviews", Cancellation))!.Version);
        Assert.True(await store.TryWriteAsync(State(2), 1, Cancellation));
        Assert.Equal("a", Assert.Single(await evidence.CollectAsync("reviews", Cancellation)).Replica);
        Assert.False(await evidence.TryLeaseAsync("reviews", "b", TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task Failover_ToTheCopy_IsFollowed()
    {
        // Of many rollouts some lie on the server that hands over.
        string[] names = [.. Enumerable.Range(0, 8).Select(i => $"rollout-{i}")];
        var store = Create();
        foreach (var name in names)
            Assert.True(await store.TryWriteAsync(State(1) with { Name = name }, 0, Cancellation));
        var copy = (await cluster.CliAsync(2, "ROLE")).StartsWith("slave", StringComparison.Ordinal) ? 2 : 0;

        await cluster.CliAsync(copy, "CLUSTER", "FAILOVER");
        await cluster.UntilAsync(copy, "ROLE", role => role.StartsWith("master", StringComparison.Ordinal));

        foreach (var name in names)
            Assert.True(await RedisReplicationTests.InTimeAsync(() => store.TryWriteAsync(State(2) with { Name = name }, 1, Cancellation)));
    }

    protected override async Task CutAsync()
    {
        for (var node = 0; node < 3; node++)
            await cluster.CliAsync(node, "CLIENT", "KILL", "TYPE", "pubsub");
    }

    private async Task MoveAsync(int slot)
    {
        string[] ids = [(await cluster.CliAsync(0, "CLUSTER", "MYID")).Trim(), (await cluster.CliAsync(1, "CLUSTER", "MYID")).Trim(), (await cluster.CliAsync(2, "CLUSTER", "MYID")).Trim()];
        var first = (await cluster.CliAsync(0, "ROLE")).StartsWith("master", StringComparison.Ordinal) ? 0 : 2;
        var (from, to) = slot < 8192 ? (first, 1) : (1, first);
        await cluster.CliAsync(to, "CLUSTER", "SETSLOT", $"{slot}", "IMPORTING", ids[from]);
        await cluster.CliAsync(from, "CLUSTER", "SETSLOT", $"{slot}", "MIGRATING", ids[to]);
        var keys = (await cluster.CliAsync(from, "CLUSTER", "GETKEYSINSLOT", $"{slot}", "100")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await cluster.CliAsync(from, ["MIGRATE", "127.0.0.1", $"{cluster.Nodes[to].Port}", "", "0", "5000", "KEYS", .. keys]);
        await cluster.CliAsync(to, "CLUSTER", "SETSLOT", $"{slot}", "NODE", ids[to]);
        await cluster.CliAsync(from, "CLUSTER", "SETSLOT", $"{slot}", "NODE", ids[to]);
    }
}
