using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Fleet.Tests.Engines;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Kubernetes.Tests.Stores;

/// <summary>Whole replicas whose rollout is kept in a cluster.</summary>
public sealed class ReplicaTests(StoreCluster cluster) : IClassFixture<StoreCluster>
{
    private readonly string _prefix = $"t{Guid.NewGuid():N}-";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Abort_OnOneReplica_ReachesTheOthersByTheWatch()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await LiveReplica.UntilAsync(() => (one.Weight, two.Weight) == (20, 20));

        Assert.Null((await two.Controller.AbortAsync("reviews", Cancellation)).Unstored);
        await LiveReplica.UntilAsync(() => (one.Weight, two.Weight) == (0, 0));

        Assert.Equal(RolloutPhase.Aborted, one.Status.State!.Phase);
    }

    [Fact]
    public async Task Abort_ServerDown_IsInForceAndStoredOnceItIsBack()
    {
        await using var one = await StartAsync();
        await using var two = await StartAsync();
        await LiveReplica.UntilAsync(() => (one.Weight, two.Weight) == (20, 20));
        await cluster.Server.StopAsync();

        var answer = await one.Controller.AbortAsync("reviews", Cancellation);
        Assert.Equal((0, 20), (one.Weight, two.Weight));
        Assert.Contains("is in force in this process, and not in the store yet: The cluster cannot be reached", answer.Unstored, StringComparison.Ordinal);

        await cluster.Server.RestartAsync();
        await LiveReplica.UntilAsync(() => two.Weight == 0 && one.Status.Unstored is null);
    }

    [Fact]
    public async Task Registration_WithTheSourceOfTheSameTable_UsesItsCluster()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddTrafficRouting().AddRollouts().AddKubernetesStore(o => o.NamePrefix = _prefix).AddKubernetes(o =>
        {
            o.Namespaces.Add("shop");
            o.Configuration = () => new() { Host = cluster.Server.Address.ToString() };
        });
        await using var provider = services.BuildServiceProvider();
        var store = Assert.IsType<KubernetesRolloutStore>(provider.GetRequiredKeyedService<IRolloutStore>(""));

        Assert.True(await store.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation));

        Assert.NotNull(cluster.Server.Objects.Find(TestKit.Kubernetes.ApiResources.Leases, "shop", _prefix + "reviews"));
    }

    private Task<LiveReplica> StartAsync() => LiveReplica.StartAsync(routing => routing.AddKubernetesStore(o =>
    {
        cluster.Configure(o);
        o.NamePrefix = _prefix;
    }));
}
