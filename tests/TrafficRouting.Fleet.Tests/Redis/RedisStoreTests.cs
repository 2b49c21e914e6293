using StackExchange.Redis;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.Redis;
using TrafficRouting.Rollouts.Tests.Stores;

namespace TrafficRouting.Fleet.Tests.Redis;

/// <summary>What every store must do, and what is Redis' own, on any server that speaks its protocol.</summary>
public abstract class RedisStoreTests(string configuration) : ForgettingStoreTests, IDisposable
{
    private readonly RedisRolloutStoreOptions _options = new() { KeyPrefix = $"test-{Guid.NewGuid():N}:" };
    private readonly List<RedisRolloutStore> _stores = [];
    private readonly ConnectionMultiplexer _admin = ConnectionMultiplexer.Connect($"{configuration},allowAdmin=true");

    protected string Prefix => _options.KeyPrefix;

    protected string StateKey => $"{_options.KeyPrefix}{{reviews}}:state";

    [Theory]
    [InlineData("SET", "hello")]
    [InlineData("HSET", "state", "{}")]
    [InlineData("HSET", "version", "0", "state", "{}")]
    [InlineData("HSET", "version", "0", "state", "{\"format\":\"traffic-routing-rollout\",\"formatVersion\":0,\"sha256\":\"\"}")]
    [InlineData("HSET", "other", "1")]
    [InlineData("LPUSH", "a")]
    public async Task Read_SomethingElseUnderTheKey_IsRefusedAndNotOverwritten(string command, params string[] values)
    {
        var database = _admin.GetDatabase();
        await database.ExecuteAsync(command, [StateKey, .. values]);
        var before = await database.ExecuteAsync("OBJECT", "ENCODING", StateKey);

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));
        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().TryWriteAsync(State(1), 0, Cancellation));

        Assert.Contains(StateKey, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("KeyPrefix", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before.ToString(), (await database.ExecuteAsync("OBJECT", "ENCODING", StateKey)).ToString());
    }

    [Fact]
    public async Task Read_TornState_IsRefused()
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        var whole = (byte[])(await _admin.GetDatabase().HashGetAsync(StateKey, "state"))!;
        await _admin.GetDatabase().HashSetAsync(StateKey, "state", whole[..(whole.Length / 2)]);

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));

        Assert.Contains("torn", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_StateOfAnotherRolloutOrVersion_IsRefused()
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        var database = _admin.GetDatabase();
        await database.HashSetAsync($"{_options.KeyPrefix}{{ratings}}:state", await database.HashGetAllAsync(StateKey));
        await database.HashSetAsync(StateKey, "version", 2);

        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("ratings", Cancellation));
        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));
    }

    [Fact]
    public async Task Write_ServerForgotItsScripts_IsWritten()
    {
        var store = Create();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await _admin.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");

        Assert.True(await store.TryWriteAsync(State(2), 1, Cancellation));
    }

    [Fact]
    public async Task Keys_OfEvidenceAndLease_ExpireAndTheStateDoesNot()
    {
        var store = (RedisRolloutStore)Create();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await store.PublishAsync(new("reviews", "a", "1"u8.ToArray()), TimeSpan.FromMinutes(2), Cancellation);
        await store.PublishAsync(new("reviews", "b", "2"u8.ToArray()), TimeSpan.FromMinutes(1), Cancellation);
        await store.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation);

        var database = _admin.GetDatabase();
        Assert.Null(await database.KeyTimeToLiveAsync(StateKey));
        Assert.InRange((await database.KeyTimeToLiveAsync($"{Prefix}{{reviews}}:evidence"))!.Value, TimeSpan.FromSeconds(90), TimeSpan.FromMinutes(2));
        Assert.InRange((await database.KeyTimeToLiveAsync($"{Prefix}{{reviews}}:lease"))!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task State_ExpiredByForce_IsAsIfItHadNeverBeen()
    {
        var store = Create();
        await store.TryWriteAsync(State(7), 0, Cancellation);

        await _admin.GetDatabase().KeyExpireAsync(StateKey, TimeSpan.FromMilliseconds(1));
        while (await store.ReadAsync("reviews", Cancellation) is not null)
            await PassAsync(default);

        Assert.False(await store.TryWriteAsync(State(8), 7, Cancellation));
        Assert.True(await store.TryWriteAsync(State(8), 0, Cancellation));
    }

    [Fact]
    public async Task Watch_ConnectionCut_IsToldWhenItIsBackAndHearsAgain()
    {
        var told = new Signal();
        using var watch = ((IRolloutStoreChanges)Create()).Watch("reviews", told.Set);
        await ReadyAsync(Create(), told);

        told.Reset();
        await CutAsync();
        await told.Task.WaitAsync(Cancellation);
        // The feed may tell of the connection for commands before that for messages is back: write until it is heard.
        await ReadyAsync(Create(), told);
    }

    [Fact]
    public async Task Read_AnswerThatDoesNotCome_EndsWithItsToken()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Create().ReadAsync("reviews", cancelled.Token));
    }

    public void Dispose()
    {
        _stores.ForEach(s => s.Dispose());
        _admin.Dispose();
        GC.SuppressFinalize(this);
    }

    protected virtual async Task CutAsync() => await _admin.GetDatabase().ExecuteAsync("CLIENT", "KILL", "TYPE", "pubsub");

    protected override IRolloutStore Create()
    {
        var store = new RedisRolloutStore(configuration, _options);
        _stores.Add(store);
        return store;
    }

    // Subscribing takes its time: publish until something is heard.
    protected override async ValueTask ReadyAsync(IRolloutStore watching, Signal told)
    {
        told.Reset();
        while (!told.Task.IsCompleted)
        {
            await _admin.GetSubscriber().PublishAsync(RedisChannel.Literal(StateKey), "0");
            await PassAsync(default);
        }
    }
}
