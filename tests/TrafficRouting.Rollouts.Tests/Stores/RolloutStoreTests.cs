namespace TrafficRouting.Rollouts.Tests.Stores;

/// <summary>What every store must do.</summary>
public abstract class RolloutStoreTests
{
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
    public async Task Write_StaleVersion_IsRefusedAndChangesNothing()
    {
        var store = Create();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await store.TryWriteAsync(State(2) with { Message = "second" }, 1, Cancellation);

        Assert.False(await store.TryWriteAsync(State(2) with { Message = "late" }, 1, Cancellation));
        Assert.False(await store.TryWriteAsync(State(1) with { Message = "anew" }, 0, Cancellation));

        Assert.Equal("second", (await store.ReadAsync("reviews", Cancellation))!.Message);
    }

    [Fact]
    public async Task Write_ManyAtOnce_EachVersionIsWrittenExactlyOnce()
    {
        var store = Create();
        var written = 0;

        await Parallel.ForAsync(0, 8, Cancellation, async (_, cancellation) =>
        {
            for (var i = 0; i < 5;)
            {
                var version = (await store.ReadAsync("reviews", cancellation))?.Version ?? 0;
                if (!await store.TryWriteAsync(State(version + 1), version, cancellation))
                    continue;
                Interlocked.Increment(ref written);
                i++;
            }
        });

        Assert.Equal(40, written);
        Assert.Equal(40, (await store.ReadAsync("reviews", Cancellation))!.Version);
    }

    protected static RolloutState State(long version) =>
        RolloutMachine.Begin(Given.Plan(), Given.Start) with { Version = version };

    protected abstract IRolloutStore Create();
}
