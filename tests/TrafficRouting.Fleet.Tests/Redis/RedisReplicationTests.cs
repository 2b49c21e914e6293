using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Redis;
using TrafficRouting.Rollouts.Tests.Stores;

namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>A primary server and a copy of it that takes no writes.</summary>
public sealed class RedisReplicationTests : IAsyncLifetime
{
    private readonly RedisProcess _primary = RedisProcess.Start();
    private readonly RedisProcess _copy = RedisProcess.Start("--replica-read-only", "yes");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await CliAsync(_copy, "REPLICAOF", "127.0.0.1", $"{_primary.Port}");
        while (!(await CliAsync(_copy, "INFO", "replication")).Contains("master_link_status:up", StringComparison.Ordinal))
        {
        }
    }

    [Fact]
    public async Task ReadOnlyCopy_AsTheOnlyServer_IsReadAndRefusesWritesWithWhatToDo()
    {
        await using (var writing = new RedisRolloutStore(_primary.Configuration))
            await writing.TryWriteAsync(State(1), 0, Cancellation);
        await CopiedAsync();
        await using var store = new RedisRolloutStore(_copy.Configuration);

        Assert.Equal(1, (await store.ReadAsync("reviews", Cancellation))!.Version);
        foreach (var write in new Func<Task>[]
        {
            async () => await store.TryWriteAsync(State(2), 1, Cancellation),
            async () => await store.PublishAsync(new("reviews", "a", "1"u8.ToArray()), TimeSpan.FromMinutes(1), Cancellation),
            async () => await store.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation),
        })
        {
            var refusal = await Assert.ThrowsAsync<RolloutStoreException>(write);
            Assert.Contains("primary", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Failover_PrimaryKilledAndCopyPromoted_GoesOnThereAndHearsOfChanges()
    {
        var configuration = $"{_primary.Configuration},{_copy.Configuration}";
        await using var store = new RedisRolloutStore(configuration);
        await using var other = new RedisRolloutStore(configuration);
        var told = new Signal();
        using var watch = store.Watch("reviews", told.Set);
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await CopiedAsync();

        _primary.Kill();
        await CliAsync(_copy, "REPLICAOF", "NO", "ONE");

        Assert.True(await InTimeAsync(() => store.TryWriteAsync(State(2), 1, Cancellation)));
        Assert.True(await InTimeAsync(() => store.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation)));
        for (var version = 3; !told.Task.IsCompleted || version == 3; version++)
        {
            told.Reset();
            await InTimeAsync(() => other.TryWriteAsync(State(version), version - 1, Cancellation));
            await Task.WhenAny(told.Task, new PeriodicTimer(TimeSpan.FromMilliseconds(100)).WaitForNextTickAsync(Cancellation).AsTask());
        }
    }

    public ValueTask DisposeAsync()
    {
        _primary.Dispose();
        _copy.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task CopiedAsync()
    {
        while (!(await CliAsync(_copy, "EXISTS", "traffic-routing:{reviews}:state")).StartsWith('1'))
        {
        }
    }

    internal static Task<string> CliAsync(RedisProcess server, params IEnumerable<string> command) =>
        ServerProcess.RunAsync("redis-cli", ["-h", "127.0.0.1", "-p", $"{server.Port}", .. command]);

    /// <summary>Asks until the client has found the server that answers now.</summary>
    internal static async Task<T> InTimeAsync<T>(Func<ValueTask<T>> call)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                return await call();
            }
            catch (RolloutStoreException) when (!Cancellation.IsCancellationRequested)
            {
                await tick.WaitForNextTickAsync(Cancellation);
            }
        }
    }

    private static RolloutState State(long version) =>
        new() { Name = "reviews", Identity = "reviews/default: v1 -> v2", StepsHash = "0123456789abcdef", Version = version };
}
