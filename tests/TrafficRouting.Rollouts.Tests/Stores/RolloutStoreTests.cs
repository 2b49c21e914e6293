using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace TrafficRouting.Rollouts.Tests.Stores;

/// <summary>What every store must do.</summary>
public abstract class RolloutStoreTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_NothingWritten_IsNull() => Assert.Null(await Create().ReadAsync("reviews", Cancellation));

    [Fact]
    public async Task Write_FirstState_IsReadBackByAnyCase()
    {
        var store = Create();

        Assert.True(await store.TryWriteAsync(State(1), 0, Cancellation));

        Assert.Equal(1, (await store.ReadAsync("REVIEWS", Cancellation))!.Version);
    }

    [Fact]
    public async Task Write_State_IsReadBackAsAWhole()
    {
        var store = Create();
        var state = State(1) with
        {
            Phase = RolloutPhase.Paused,
            Pause = PauseReason.Step,
            Step = 3,
            Message = "weight ½ \"reached\"\n",
            StepStartedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Evidence = [new() { Metric = "p99", Definition = "d", ReferenceBucket = 7 }],
        };

        await store.TryWriteAsync(state, 0, Cancellation);

        Assert.Equal(RolloutStateSerializer.Serialize(state), RolloutStateSerializer.Serialize((await store.ReadAsync("reviews", Cancellation))!));
    }

    [Fact]
    public async Task List_WhatIsWritten_IsListedByNameOnceEach()
    {
        // Tables share a store that lists all of theirs.
        if (Create() is not IRolloutStoreNames names)
            return;
        Assert.Empty(await names.ListAsync(Cancellation));

        foreach (var name in new[] { "reviews", "cart.v2", "reviews-old" })
            await Create().TryWriteAsync(State(1) with { Name = name }, 0, Cancellation);
        await Create().TryWriteAsync(State(2), 1, Cancellation);
        await ((IRolloutEvidenceStore)Create()).TryLeaseAsync("search", "a", Long, Cancellation);
        await ((IRolloutEvidenceStore)Create()).PublishAsync(new("search", "a", new byte[] { 1 }), Long, Cancellation);

        Assert.Equal(["cart.v2", "reviews", "reviews-old"], await names.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Write_StaleVersion_IsRefusedAndChangesNothing()
    {
        var store = Create();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await store.TryWriteAsync(State(2) with { Message = "second" }, 1, Cancellation);

        Assert.False(await store.TryWriteAsync(State(2) with { Message = "late" }, 1, Cancellation));
        Assert.False(await store.TryWriteAsync(State(1) with { Message = "anew" }, 0, Cancellation));
        Assert.False(await store.TryWriteAsync(State(4) with { Message = "early" }, 3, Cancellation));

        Assert.Equal("second", (await store.ReadAsync("reviews", Cancellation))!.Message);
    }

    [Fact]
    public async Task Write_VersionThatAStoreForgot_IsWrittenAgainAsItWas()
    {
        var store = Create();

        Assert.False(await store.TryWriteAsync(State(58), 57, Cancellation));
        Assert.True(await store.TryWriteAsync(State(58), 0, Cancellation));
        Assert.True(await store.TryWriteAsync(State(70), 58, Cancellation));

        Assert.Equal(70, (await store.ReadAsync("reviews", Cancellation))!.Version);
    }

    [Fact]
    public async Task Write_ManyAtOnce_EachVersionIsWrittenExactlyOnce()
    {
        var stores = Enumerable.Range(0, 20).Select(_ => Create()).ToArray();
        var written = 0;

        await Parallel.ForAsync(0, stores.Length, Cancellation, async (writer, cancellation) =>
        {
            for (var i = 0; i < 5;)
            {
                var version = (await stores[writer].ReadAsync("reviews", cancellation))?.Version ?? 0;
                if (!await stores[writer].TryWriteAsync(State(version + 1), version, cancellation))
                    continue;
                Interlocked.Increment(ref written);
                i++;
            }
        });

        Assert.Equal(100, written);
        Assert.Equal(100, (await stores[0].ReadAsync("reviews", Cancellation))!.Version);
    }

    [Fact]
    public async Task Watch_AnotherWrites_IsTold()
    {
        var (watching, writing) = (Create(), Create());
        var told = new Signal();
        using var watch = ((IRolloutStoreChanges)watching).Watch("Reviews", told.Set);
        await ReadyAsync(watching, told);

        for (var version = 1; version <= 3; version++)
        {
            told.Reset();
            await writing.TryWriteAsync(State(version), version - 1, Cancellation);
            await told.Task.WaitAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Watch_AnotherWatcherThrows_IsToldAllTheSame()
    {
        var (watching, writing) = (Create(), Create());
        var told = new Signal();
        var changes = (IRolloutStoreChanges)watching;
        using var failing = changes.Watch("reviews", () => throw new InvalidOperationException("Broken watcher."));
        using var watch = changes.Watch("reviews", told.Set);
        await ReadyAsync(watching, told);

        for (var version = 1; version <= 2; version++)
        {
            told.Reset();
            Assert.True(await writing.TryWriteAsync(State(version), version - 1, Cancellation));
            await told.Task.WaitAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Watch_Always_KeepsNothingOfTheFirstCaller()
    {
        var (watching, writing) = (Create(), Create());
        var (caller, seen, told) = (new AsyncLocal<string?>(), new ConcurrentQueue<string?>(), new Signal());
        using var watch = await Task.Run(
            () =>
            {
                caller.Value = "alice";
                return ((IRolloutStoreChanges)watching).Watch("reviews", See);
            },
            Cancellation);
        await ReadyAsync(watching, told);

        told.Reset();
        await writing.TryWriteAsync(State(1), 0, Cancellation);
        await told.Task.WaitAsync(Cancellation);

        Assert.All(seen, Assert.Null);

        void See()
        {
            seen.Enqueue(caller.Value);
            told.Set();
        }
    }

    [Fact]
    public async Task Watch_Ended_IsToldNoMore()
    {
        var store = Create();
        var (ended, other) = (new Signal(), new Signal());
        var changes = (IRolloutStoreChanges)store;
        var watch = changes.Watch("reviews", ended.Set);
        using var stays = changes.Watch("reviews", other.Set);
        await ReadyAsync(store, other);

        watch.Dispose();
        ended.Reset();
        other.Reset();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await other.Task.WaitAsync(Cancellation);

        Assert.False(ended.Task.IsCompleted);
    }

    [Fact]
    public async Task Evidence_OfReplicas_IsCollectedWholeAndOnlyThatOfTheRollout()
    {
        var (first, second) = (Evidence(Create()), Evidence(Create()));
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];

        await first.PublishAsync(new("reviews", "a-1", "old"u8.ToArray()), Long, Cancellation);
        await first.PublishAsync(new("Reviews", "a-1", all), Long, Cancellation);
        await second.PublishAsync(new("reviews", "b.2", Array.Empty<byte>()), Long, Cancellation);
        await second.PublishAsync(new("ratings", "b.2", "other"u8.ToArray()), Long, Cancellation);

        var collected = (await second.CollectAsync("REVIEWS", Cancellation)).ToImmutableSortedDictionary(e => e.Replica, e => e.Content.ToArray());
        Assert.Equal(["a-1", "b.2"], collected.Keys);
        Assert.Equal(all, collected["a-1"]);
        Assert.Empty(collected["b.2"]);
    }

    [Fact]
    public async Task Evidence_Removed_IsGoneUnlessItWasPublishedAgain()
    {
        var (mine, judge) = (Evidence(Create()), Evidence(Create()));
        byte[] seen = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await mine.PublishAsync(new("reviews", "gone", seen), Long, Cancellation);
        await mine.PublishAsync(new("reviews", "late", seen), Long, Cancellation);
        var collected = await judge.CollectAsync("reviews", Cancellation);
        await mine.PublishAsync(new("reviews", "late", "news"u8.ToArray()), Long, Cancellation);

        foreach (var evidence in collected)
            await judge.RemoveAsync(evidence, Cancellation);
        await judge.RemoveAsync(new("REVIEWS", "never-there", seen), Cancellation);

        var left = Assert.Single(await judge.CollectAsync("reviews", Cancellation));
        Assert.Equal(("late", "news"), (left.Replica, System.Text.Encoding.UTF8.GetString(left.Content.Span)));
        await mine.PublishAsync(new("reviews", "gone", seen), Long, Cancellation);
        Assert.Equal(2, (await judge.CollectAsync("reviews", Cancellation)).Count);
    }

    [Fact]
    public async Task Lease_HeldByOne_IsRefusedToAnotherUntilItRunsOut()
    {
        var (mine, other) = (Evidence(Create()), Evidence(Create()));

        Assert.True(await mine.TryLeaseAsync("reviews", "a", Long, Cancellation));
        Assert.False(await other.TryLeaseAsync("Reviews", "b", Long, Cancellation));
        Assert.True(await other.TryLeaseAsync("ratings", "b", Long, Cancellation));
        // A holder may shorten its lease, which is how it hands it over.
        Assert.True(await mine.TryLeaseAsync("REVIEWS", "a", Short, Cancellation));
        while (!await other.TryLeaseAsync("reviews", "b", Long, Cancellation))
            await PassAsync(Short);

        Assert.False(await mine.TryLeaseAsync("reviews", "a", Long, Cancellation));
    }

    [Fact]
    public async Task Lease_GivenBack_IsTheNextOnesAtOnce()
    {
        var (mine, other) = (Evidence(Create()), Evidence(Create()));
        Assert.True(await mine.TryLeaseAsync("reviews", "a", Long, Cancellation));

        Assert.True(await mine.TryLeaseAsync("reviews", "a", TimeSpan.Zero, Cancellation));

        Assert.True(await other.TryLeaseAsync("reviews", "b", Long, Cancellation));
        Assert.False(await mine.TryLeaseAsync("reviews", "a", TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task Lease_AskedForByManyAtOnce_GoesToOne()
    {
        var stores = Enumerable.Range(0, 20).Select(_ => Evidence(Create())).ToArray();

        var taken = await Task.WhenAll(stores.Select((s, i) => Task.Run(() => s.TryLeaseAsync("reviews", $"r{i}", Long, Cancellation).AsTask())));

        Assert.Single(taken, isTaken => isTaken);
    }

    protected static RolloutState State(long version) =>
        new() { Name = "reviews", Identity = "reviews/default: v1 -> v2", StepsHash = "0123456789abcdef", Version = version };

    /// <summary>Makes a store over the data that all stores of the test share.</summary>
    protected abstract IRolloutStore Create();

    /// <summary>Lets time pass: here until something may have changed, on a clock of the test's own as much as is asked for.</summary>
    protected virtual async ValueTask PassAsync(TimeSpan time)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        await tick.WaitForNextTickAsync(Cancellation);
    }

    /// <summary>Waits until a watch is under way.</summary>
    protected virtual ValueTask ReadyAsync(IRolloutStore watching, Signal told) => ValueTask.CompletedTask;

    protected static IRolloutEvidenceStore Evidence(IRolloutStore store) => (IRolloutEvidenceStore)store;
}
