using TrafficRouting.Rollouts.States;
using TrafficRouting.Rollouts.Stores;

namespace TrafficRouting.Rollouts.Tests.Engine;

public sealed class RolloutStoreFailureTests
{
    [Fact]
    public async Task StoreDown_GoodCanary_DoesNotAdvanceUntilItIsBack()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Down = true;

        process.Good();
        Assert.Equal(("v1=80 v2=20", "no route to the store"), (process.Weights, process.Status.Problem));

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("v1=60 v2=40", null), (process.Weights, process.Status.Problem));
        Assert.Equal(200, process.Status.State!.CanaryRequests);
    }

    [Fact]
    public async Task StoreDown_BadCanary_IsTakenOutAndTheStoreLearnsOfItLater()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Down = true;

        process.Bad();
        Assert.Equal("v1=100 v2=0", process.Weights);

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RolloutPhase.RolledBack, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Phase);
        Assert.Single(process.Transitions, t => t.To == RolloutPhase.RolledBack);
    }

    [Fact]
    public async Task StoreDown_Abort_IsInForceAtOnceAndSaysThatItIsNotStored()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Down = true;

        await Assert.ThrowsAsync<RolloutStoreException>(() => process.SendAsync(RolloutCommand.Abort));
        Assert.Equal("v1=100 v2=0", process.Weights);

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RolloutPhase.Aborted, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Phase);
    }

    [Fact]
    public async Task StoreTorn_AtStart_LeavesTheConfiguredWeightsUntilItIsRepaired()
    {
        var directory = Directory.CreateTempSubdirectory("rollouts").FullName;
        var file = Path.Combine(directory, "reviews.rollout.json");
        await File.WriteAllTextAsync(file, "{\"format\":", TestContext.Current.CancellationToken);
        using var process = await new RolloutHarness(store: new JsonFileRolloutStore(directory)).StartAsync();
        Assert.Equal("v1=70 v2=30", process.Weights);
        Assert.Contains("is refused", process.Status.Problem, StringComparison.Ordinal);

        File.Delete(file);
        process.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(("v1=80 v2=20", null), (process.Weights, process.Status.Problem));
        process.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
