using Npgsql;

namespace TrafficRouting.Fleet.Tests.PostgreSql;

/// <summary>A real PostgreSQL: the one that TEST_POSTGRESQL names, or one started here.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    public const string Missing = "There is no PostgreSQL: \"apt-get install postgresql\", or name one in TEST_POSTGRESQL.";

    private PostgreSqlProcess? _process;

    public string? ConnectionString { get; private set; } = Environment.GetEnvironmentVariable("TEST_POSTGRESQL");

    public string Required()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(ConnectionString), Missing);
        return ConnectionString;
    }

    public async ValueTask InitializeAsync()
    {
        if (!string.IsNullOrEmpty(ConnectionString) || !PostgreSqlProcess.IsInstalled)
            return;
        _process = await PostgreSqlProcess.CreateAsync();
        ConnectionString = _process.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_process is not null)
            await _process.DisposeAsync();
    }
}
