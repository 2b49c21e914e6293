using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore.Tests;

/// <summary>What the page tells of the other replicas that share a store.</summary>
public sealed class FleetTests
{
    private readonly MemoryRolloutStore _store = new();

    [Fact]
    public async Task Rollout_OfAFleet_TellsWhatWasJudgedOfEachReplica_AndOfTheStore()
    {
        await using var app = await PageApp.StartAsync(services: s => s.AddSingleton<IRolloutStore>(_store), configure: PageRollout.Add);

        await WriteAsync(state => state with
        {
            CanaryRequests = 70,
            StableRequests = 700,
            Replicas = ImmutableDictionary<string, ReplicaCount>.Empty.Add("shop-1", new(3, 20, 200)).Add("shop-2", new(5, 50, 500)),
        });
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var fleet = (await RolloutAsync(app))["fleet"]!;

        Assert.Equal(
            "[{\"name\":\"shop-2\",\"canary\":50,\"stable\":500},{\"name\":\"shop-1\",\"canary\":20,\"stable\":200}]",
            fleet["replicas"]!.ToJsonString());
        Assert.Equal((2, true, false, 0), (fleet["replicaCount"]!.GetValue<int>(), fleet["isJudge"]!.GetValue<bool>(), fleet["isStale"]!.GetValue<bool>(), fleet["conflicts"]!.GetValue<int>()));
        Assert.InRange(fleet["storeAge"]!.GetValue<double>(), 0, 2);
        Assert.NotEmpty(fleet["replica"]!.GetValue<string>());
    }

    [Fact]
    public async Task Rollout_WhoseStoreIsAway_TellsForHowLong_AndThatItIsStale()
    {
        await using var app = await PageApp.StartAsync(
            services: s => s.AddSingleton<IRolloutStore, BrokenStore>(),
            configure: keys =>
            {
                PageRollout.Add(keys);
                keys["TrafficRouting:Rollouts:reviews:StaleAfter"] = "00:05:00";
            });
        BrokenStore.Of(app).IsBroken = true;

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var rollout = await RolloutAsync(app);

        Assert.True(rollout["fleet"]!["isStale"]!.GetValue<bool>());
        Assert.InRange(rollout["fleet"]!["storeAge"]!.GetValue<double>(), 300, 361);
        Assert.Contains("The disk is full.", rollout["problem"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> RolloutAsync(PageApp app) => await app.GetAsync("/traffic/api/rollouts/reviews");

    // As another replica would.
    private async Task WriteAsync(Func<RolloutState, RolloutState> change)
    {
        var state = (await _store.ReadAsync("reviews", TestContext.Current.CancellationToken))!;
        Assert.True(await _store.TryWriteAsync(change(state) with { Version = state.Version + 1 }, state.Version, TestContext.Current.CancellationToken));
    }
}
