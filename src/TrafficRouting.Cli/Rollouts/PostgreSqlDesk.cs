using Npgsql;
using TrafficRouting.Rollouts.PostgreSql;

namespace TrafficRouting.Cli;

/// <summary>Opens <c>postgres://[user[:password]@]host[:port]/database[?table=…&amp;sslmode=…]</c>; a password may also stand in PGPASSWORD or a passfile.</summary>
internal static class PostgreSqlDesk
{
    public static StoreDesk Open(DeskCall call, Uri address)
    {
        var (connection, options) = (new NpgsqlConnectionStringBuilder { Host = address.IdnHost, Timeout = (int)DeskCall.ConnectTimeout.TotalSeconds, ApplicationName = "traffic" }, new PostgreSqlRolloutStoreOptions());
        if (address.Port >= 0)
            connection.Port = address.Port;
        if (Uri.UnescapeDataString(address.AbsolutePath.Trim('/')) is { Length: > 0 } database)
            connection.Database = database;
        if (Credentials.Of(address) is var (user, password))
            (connection.Username, connection.Password) = (user, password);
        foreach (var (key, value) in Credentials.Query(address))
            Set(key, value);
        var source = NpgsqlDataSource.Create(connection);
        var store = Store();
        return call.StoreDesk(store, async () =>
        {
            store.Dispose();
            await source.DisposeAsync().ConfigureAwait(false);
        });

        PostgreSqlRolloutStore Store()
        {
            try
            {
                return new(source, options, call.Time);
            }
            catch (ArgumentException e)
            {
                throw new UsageException(e.Message.Split(" (Parameter")[0]);
            }
        }

        void Set(string key, string value)
        {
            try
            {
                if (key is "table")
                    options.Table = value;
                else
                    connection[key is "sslmode" ? "SSL Mode" : key] = key is "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
            }
            catch (ArgumentException)
            {
                throw new UsageException($"--store has '{key}', or a value of it, that postgres:// does not know: write ?table=…, or what Npgsql calls so, such as ?sslmode=require.");
            }
        }
    }
}
