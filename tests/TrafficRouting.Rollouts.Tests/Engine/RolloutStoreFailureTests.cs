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
        Assert.Equal(("v1=80 v2=20", "The store cannot be used: no route to the store"), (process.Weights, process.Status.Problem));

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

        var answer = await process.SendAsync(RolloutCommand.Abort);
        Assert.Equal((RolloutPhase.Aborted, "v1=100 v2=0"), (answer.State!.Phase, process.Weights));
        Assert.Equal(
            "Aborted (aborted by command) is in force in this process, and not in the store yet: The store cannot be used: no route to the store. "
            + "It is written as soon as the store answers, and in force on the other replicas then.",
            answer.Unstored);

        store.Down = false;
        process.Time.Advance(TimeSpan.Zero);
        Assert.Null(process.Status.Unstored);
        Assert.Equal(RolloutPhase.Aborted, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Phase);
    }

    [Fact]
    public async Task StoreDownFromTheStart_Abort_IsInForceAndStoredLater()
    {
        var store = new FlakyStore { Down = true };
        using var process = await new RolloutHarness(store: store).StartAsync();

        var answer = await process.SendAsync(RolloutCommand.Abort);
        Assert.Equal((null, "v1=100 v2=0"), (answer.State, process.Weights));
        Assert.Contains("is in force in this process", answer.Unstored, StringComparison.Ordinal);

        store.Down = false;
        process.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((RolloutPhase.Aborted, null), (process.Phase, process.Status.Unstored));
    }

    [Fact]
    public async Task StoreDown_AbortOfAnOlderConfiguration_IsRefused()
    {
        var store = new FlakyStore();
        using var old = await new RolloutHarness(store: store).StartAsync();
        using var newer = await new RolloutHarness(o => o.Revision = "2", store, old.Time).StartAsync();
        old.Time.Advance(TimeSpan.FromMinutes(2));
        store.Down = true;

        await Assert.ThrowsAsync<RolloutCommandException>(() => old.SendAsync(RolloutCommand.Abort));

        store.Down = false;
        old.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((2, RolloutPhase.Analyzing, null), (newer.Status.State!.Attempt, newer.Phase, old.Status.Unstored));
    }

    [Fact]
    public async Task LoggerThrows_NoPartOfItIsAProblemOfTheStore()
    {
        using var process = await new RolloutHarness(logger: new ThrowingLogger()).StartAsync();

        process.Good();

        Assert.DoesNotContain("store", process.Status.Problem ?? "", StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("v1=60 v2=40", 200), (process.Weights, process.Status.State!.CanaryRequests));
    }

    [Fact]
    public async Task StoreHanging_Abort_IsInForceAtOnceThoughALookWaits()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        var hanging = new TaskCompletionSource();
        store.Slowness = hanging.Task;
        process.Good();
        var asked = process.Time.GetUtcNow();

        var abort = process.SendAsync(RolloutCommand.Abort);
        await InForceAsync(process, "v1=100 v2=0");
        Assert.False(abort.IsCompleted);
        await process.UntilAsync(() => abort.IsCompleted, TimeSpan.FromSeconds(1));
        // A person waits. The clock of the test may have gone on before anybody looked at it.
        Assert.True(process.Time.GetUtcNow() - asked >= TimeSpan.FromSeconds(2));
        Assert.Contains("has not answered within 2 seconds", (await abort).Unstored, StringComparison.Ordinal);

        store.Slowness = Task.CompletedTask;
        await process.UntilAsync(() => process.Status.Problem is null, TimeSpan.FromMinutes(1));
        Assert.Equal(RolloutPhase.Aborted, (await store.ReadAsync("reviews", TestContext.Current.CancellationToken))!.Phase);
        hanging.SetResult();
        Assert.Equal("v1=100 v2=0", process.Weights);
    }

    [Fact]
    public async Task StoreHanging_Promote_GivesWayToAnAbort()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Slowness = new TaskCompletionSource().Task;
        var promote = process.SendAsync(RolloutCommand.PromoteFull);

        var abort = process.SendAsync(RolloutCommand.Abort);

        await Assert.ThrowsAsync<RolloutCommandException>(() => promote.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        await InForceAsync(process, "v1=100 v2=0");
        await process.UntilAsync(() => abort.IsCompleted, TimeSpan.FromSeconds(1));
        Assert.NotNull((await abort).Unstored);
    }

    [Fact]
    public async Task StoreHanging_CommandsThatWaitForALook_GiveWayToAnAbortToo()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.Slowness = new TaskCompletionSource().Task;
        process.Good();
        var promote = process.SendAsync(RolloutCommand.PromoteFull);

        var abort = process.SendAsync(RolloutCommand.Abort);

        // The clock stands still, so that no call of the store is given up.
        await InForceAsync(process, "v1=100 v2=0");
        await Assert.ThrowsAsync<RolloutCommandException>(() => promote.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        await process.UntilAsync(() => abort.IsCompleted, TimeSpan.FromSeconds(1));
        Assert.NotNull((await abort).Unstored);
    }

    [Fact]
    public async Task StoreHanging_AfterItWrote_CountsTheWindowOnce()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        store.SlowAnswers = new TaskCompletionSource().Task;
        process.Good();
        await process.UntilAsync(() => process.Status.Problem is not null, TimeSpan.FromSeconds(1));
        Assert.Contains("did not answer", process.Status.Problem, StringComparison.Ordinal);

        store.SlowAnswers = Task.CompletedTask;
        await process.UntilAsync(() => process.Status.Problem is null, TimeSpan.FromMinutes(1));

        Assert.Equal((200, 800), (process.Status.State!.CanaryRequests, process.Status.State.StableRequests));
    }

    [Fact]
    public async Task StoreFailing_BeforeItWrote_CountsTheWindowOnceToo()
    {
        var store = new FlakyStore();
        using var process = await new RolloutHarness(store: store).StartAsync();
        var hanging = new TaskCompletionSource();
        store.Slowness = hanging.Task;
        process.Good();
        await process.UntilAsync(() => process.Status.Problem is not null, TimeSpan.FromSeconds(1));
        store.Down = true;
        hanging.SetResult();

        (store.Down, store.Slowness) = (false, Task.CompletedTask);
        await process.UntilAsync(() => process.Status.Problem is null, TimeSpan.FromMinutes(1));

        Assert.Equal((200, 800), (process.Status.State!.CanaryRequests, process.Status.State.StableRequests));
    }

    [Fact]
    public async Task StoreTorn_AtStart_HoldsAllTrafficAtStableUntilItIsRepaired()
    {
        var directory = Directory.CreateTempSubdirectory("rollouts").FullName;
        var file = Path.Combine(directory, "reviews.rollout.json");
        await File.WriteAllTextAsync(file, "{\"format\":", TestContext.Current.CancellationToken);
        using var process = await new RolloutHarness(store: new JsonFileRolloutStore(directory)).StartAsync();
        Assert.Equal("v1=100 v2=0", process.Weights);
        Assert.Contains("is refused", process.Status.Problem, StringComparison.Ordinal);

        File.Delete(file);
        process.Time.Advance(TimeSpan.FromMinutes(1));
        await process.UntilAsync(() => process.Weights == "v1=80 v2=20");

        Assert.Null(process.Status.Problem);
        await process.Controller.StopAsync(TestContext.Current.CancellationToken);
        process.Dispose();
        // A write that is under way elsewhere ends after the test.
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (IOException)
        {
            // Left to whoever clears the temporary folder.
        }
    }

    private static async Task InForceAsync(RolloutHarness process, string weights)
    {
        var there = new TaskCompletionSource();
        process.Router.TableChanged += (_, _) => Look();
        Look();
        await there.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        void Look()
        {
            if (process.Weights == weights)
                there.TrySetResult();
        }
    }
}
