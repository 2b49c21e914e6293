using Npgsql;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.PostgreSql;
using TrafficRouting.Rollouts.Tests.Stores;
using TrafficRouting.TestKit;

namespace TrafficRouting.Fleet.Tests.PostgreSql;

public sealed class PostgreSqlStoreTests(PostgreSqlServer server) : ForgettingStoreTests, IClassFixture<PostgreSqlServer>, IDisposable
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(server.Required());
    private readonly PostgreSqlRolloutStoreOptions _options = new() { Table = $"t{Guid.NewGuid():N}", CreateTable = true };
    private readonly List<PostgreSqlRolloutStore> _stores = [];

    [Fact]
    public async Task Read_TableMissing_IsRefusedWithWhatToDo()
    {
        using var store = new PostgreSqlRolloutStore(_source, new() { Table = "nowhere" });

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.ReadAsync("reviews", Cancellation));

        Assert.Contains("CreateTable", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_TableOfTheDocumentedScript_IsTheStoresOwn()
    {
        var script = Assert.Single(DocSnippets.Blocks("src/TrafficRouting.Rollouts.PostgreSql/README.md", "sql"));
        await ExecuteAsync(script.Replace("traffic_routing_rollouts", _options.Table, StringComparison.Ordinal));
        using var store = new PostgreSqlRolloutStore(_source, new() { Table = _options.Table });

        Assert.True(await store.TryWriteAsync(State(1), 0, Cancellation));
        Assert.True(await store.TryLeaseAsync("reviews", "a", TimeSpan.FromMinutes(1), Cancellation));
    }

    [Fact]
    public async Task Read_ServerDown_IsRefusedWithoutThePassword()
    {
        await using var nowhere = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={ServerProcess.FreePort()};Username=test;Password=sesame;Timeout=2");
        using var store = new PostgreSqlRolloutStore(nowhere);

        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.ReadAsync("reviews", Cancellation));

        Assert.Contains("cannot be reached", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("{\"format\":\"traffic-routing-rollout\",\"formatVersion\":0,\"sha256\":\"\"}")]
    public async Task Read_SomethingElseInTheRow_IsRefusedAndNotOverwritten(string body)
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        await ExecuteAsync($"update {_options.Table} set body = convert_to('{body}', 'UTF8')");

        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().ReadAsync("reviews", Cancellation));
        await Assert.ThrowsAsync<RolloutStoreException>(async () => await Create().TryWriteAsync(State(2), 1, Cancellation));

        await using var read = _source.CreateCommand($"select convert_from(body, 'UTF8') from {_options.Table}");
        Assert.Equal(body, await read.ExecuteScalarAsync(Cancellation));
    }

    [Fact]
    public async Task Write_ReadOnlyServer_IsRefusedWithWhatToDo()
    {
        await Create().TryWriteAsync(State(1), 0, Cancellation);
        await using var reading = NpgsqlDataSource.Create(server.Required() + ";Options=-c default_transaction_read_only=on");
        using var store = new PostgreSqlRolloutStore(reading, new() { Table = _options.Table });

        Assert.Equal(1, (await store.ReadAsync("reviews", Cancellation))!.Version);
        var refusal = await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.TryWriteAsync(State(2), 1, Cancellation));

        Assert.Contains("primary", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_ByManyAtOnce_IsDoneOnce() =>
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(async () => Assert.Null(await Create().ReadAsync("reviews", Cancellation)))));

    [Fact]
    public async Task Watch_ConnectionCut_IsToldWhenItIsBackAndHearsAgain()
    {
        var told = new Signal();
        var store = Create();
        using var watch = ((IRolloutStoreChanges)store).Watch("reviews", told.Set);
        await told.Task.WaitAsync(Cancellation);

        told.Reset();
        await ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen {_options.Table}'");
        await told.Task.WaitAsync(Cancellation);
        told.Reset();
        await store.TryWriteAsync(State(1), 0, Cancellation);
        await told.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public async Task Watch_ServerRestarted_IsToldWhenItIsBackAndHearsAgain()
    {
        Assert.SkipUnless(PostgreSqlProcess.IsInstalled, PostgreSqlServer.Missing);
        await using var own = await PostgreSqlProcess.CreateAsync();
        await using var source = NpgsqlDataSource.Create(own.ConnectionString + ";Pooling=false");
        using var store = new PostgreSqlRolloutStore(source, _options);
        await store.ReadAsync("reviews", Cancellation);
        var told = new Signal();
        using var watch = store.Watch("reviews", told.Set);
        await told.Task.WaitAsync(Cancellation);

        for (var version = 1; version <= 2; version++)
        {
            told.Reset();
            await own.StopAsync();
            await Assert.ThrowsAsync<RolloutStoreException>(async () => await store.ReadAsync("reviews", Cancellation));
            Assert.False(told.Task.IsCompleted);
            await own.StartAsync();
            await told.Task.WaitAsync(Cancellation);

            told.Reset();
            await store.TryWriteAsync(State(version), version - 1, Cancellation);
            await told.Task.WaitAsync(Cancellation);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Rollouts")]
    [InlineData("a;drop table b")]
    [InlineData("a.b.c")]
    [InlineData("9lives")]
    public void Options_NoNameForATable_IsRefused(string table) =>
        Assert.Throws<ArgumentException>(() => new PostgreSqlRolloutStore(_source, new() { Table = table }));

    public void Dispose()
    {
        _stores.ForEach(s => s.Dispose());
        _source.Dispose();
    }

    protected override IRolloutStore Create()
    {
        var store = new PostgreSqlRolloutStore(_source, _options);
        lock (_stores)
            _stores.Add(store);
        return store;
    }

    protected override async ValueTask ReadyAsync(IRolloutStore watching, Signal told) => await told.Task.WaitAsync(Cancellation);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
