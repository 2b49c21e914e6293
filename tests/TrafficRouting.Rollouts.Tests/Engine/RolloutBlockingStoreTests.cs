namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>R12: what a person asks for safety's sake is in force whatever the store does; all else waits for the store.</summary>
public sealed class RolloutBlockingStoreTests
{
    [Fact]
    public async Task Abort_StoreBlocksItsThreads_IsInForceAtOnceAndStoredLater()
    {
        using var store = new BlockingStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Block();

        // A reconciliation that the clock caused is stuck in the store already.
        process.Good();
        await process.UntilAsync(() => store.Entered == 1);
        var abort = process.SendAsync(RolloutCommand.Abort);
        await process.UntilAsync(() => process.Weights == "v1=100 v2=0");
        Assert.False(abort.IsCompleted);

        store.Unblock();
        Assert.Equal(RolloutPhase.Aborted, (await abort).State!.Phase);
        Assert.Equal(RolloutPhase.Aborted, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Phase);
        Assert.Equal("v1=100 v2=0", process.Weights);
    }

    [Fact]
    public async Task Store_BlocksItsThreads_IsGivenAFewAndNoMore()
    {
        using var store = new BlockingStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Block();

        await process.UntilAsync(() => process.Status.Problem?.Contains("blocks 4 threads", StringComparison.Ordinal) == true, TimeSpan.FromSeconds(16));
        Assert.Equal(4, store.Entered);

        store.Unblock();
        await process.UntilAsync(() => process.Status.Problem is null, TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(RolloutCommand.Promote)]
    [InlineData(RolloutCommand.PromoteFull)]
    public async Task Promote_StoreDown_ChangesNothing(RolloutCommand command)
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Down = true;

        await Assert.ThrowsAsync<RolloutStoreException>(() => process.SendAsync(command));

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(("v1=80 v2=20", RolloutPhase.Analyzing), (process.Weights, process.Phase));
    }

    [Fact]
    public async Task Pause_StoreDown_HoldsAtOnceAndIsStoredLater()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Down = true;

        Assert.Contains("Paused (paused by command) is in force in this process", (await process.SendAsync(RolloutCommand.Pause)).Unstored, StringComparison.Ordinal);
        Assert.Equal((RolloutPhase.Paused, PauseReason.Command), (process.Phase, process.Status.State!.Pause));

        store.Down = false;
        process.Good();
        Assert.Equal("v1=80 v2=20", process.Weights);
        Assert.Equal(PauseReason.Command, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Pause);
        Assert.Single(process.Transitions, t => t.To == RolloutPhase.Paused);

        await process.SendAsync(RolloutCommand.Resume);
        Assert.Equal(RolloutPhase.Analyzing, process.Phase);
    }

    [Fact]
    public async Task Pause_StoreDown_GivesWayToEvidenceAgainstTheCanary()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Down = true;
        await process.SendAsync(RolloutCommand.Pause);

        process.Bad();
        Assert.Equal(("v1=100 v2=0", RolloutPhase.RolledBack), (process.Weights, process.Phase));

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(RolloutPhase.RolledBack, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Phase);
    }

    [Fact]
    public async Task Pause_WhileAnAbortWaitsForTheStore_DoesNotCancelIt()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        var hanging = new TaskCompletionSource();
        store.Slowness = hanging.Task;

        var abort = process.SendAsync(RolloutCommand.Abort);
        var pause = process.SendAsync(RolloutCommand.Pause);
        (store.Slowness, _) = (Task.CompletedTask, hanging.TrySetResult());

        Assert.Equal(RolloutPhase.Aborted, (await abort).State!.Phase);
        await Assert.ThrowsAsync<RolloutCommandException>(() => pause);
        Assert.Equal("v1=100 v2=0", process.Weights);
    }
}
