using Npgsql;
using TrafficRouting.Fleet.Tests.PostgreSql;
using TrafficRouting.Rollouts;
using TrafficRouting.Rollouts.PostgreSql;

namespace TrafficRouting.Fleet.Tests.Tool;

public sealed class ToolOnPostgreSqlTests(PostgreSqlServer server) : ToolStoreTests, IClassFixture<PostgreSqlServer>
{
    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(server.Required());
    private readonly PostgreSqlRolloutStoreOptions _options = new() { Table = $"t{Guid.NewGuid():N}", CreateTable = true };
    private PostgreSqlRolloutStore? _store;

    protected override string Address
    {
        get
        {
            // The table is there before the tool is: it creates none.
            using var store = new PostgreSqlRolloutStore(_source, _options);
            _ = store.ReadAsync("nothing", TestContext.Current.CancellationToken).AsTask().GetAwaiter().GetResult();
            var connection = new NpgsqlConnectionStringBuilder(server.Required());
            return $"postgres://{connection.Username}@{connection.Host}:{connection.Port}/{connection.Database}?table={_options.Table}&sslmode=disable";
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _store?.Dispose();
        await _source.DisposeAsync();
    }

    protected override IRolloutStore Open() => _store = new(_source, _options);
}
