using Npgsql;

namespace TrafficRouting.Rollouts.PostgreSql;

/// <summary>Runs statements, creates the table when asked to, and puts errors in plain words.</summary>
internal sealed class PostgreSqlConnection(NpgsqlDataSource source, PostgreSqlCommands commands, PostgreSqlRolloutStoreOptions options)
{
    // Any number that nothing else takes; creating a table twice at once is an error otherwise.
    private const long CreationLock = 0x7261_6666_6963;

    private volatile bool _isCreated = !options.CreateTable;

    public NpgsqlDataSource Source => source;

    /// <summary>Runs a statement and reads its rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken, params object[] values)
    {
        try
        {
            if (!_isCreated)
                await CreateAsync(cancellationToken).ConfigureAwait(false);
            var command = source.CreateCommand(sql);
            await using var ofCommand = command.ConfigureAwait(false);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using var ofReader = reader.ConfigureAwait(false);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                rows.Add(row(reader));
            return rows;
        }
        catch (PostgresException e)
        {
            throw new RolloutStoreException($"PostgreSQL refused what was asked of table '{options.Table}': {e.MessageText}.{Advice(e.SqlState)}", e);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new RolloutStoreException($"PostgreSQL cannot be reached: {e.Message}", e);
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var ofConnection = connection.ConfigureAwait(false);
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var ofTransaction = transaction.ConfigureAwait(false);
        var create = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new($"select pg_advisory_xact_lock({CreationLock})"), new(commands.Create) },
        };
        await using var ofCreate = create.ConfigureAwait(false);
        await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        _isCreated = true;
    }

    private static string Advice(string state) => state switch
    {
        PostgresErrorCodes.UndefinedTable => " Create it by the script in the package's README, or set CreateTable.",
        PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.DatatypeMismatch => " It is another table: choose another Table.",
        PostgresErrorCodes.ReadOnlySqlTransaction => " Connect to the primary server, such as by \"Target Session Attributes=primary\".",
        PostgresErrorCodes.InsufficientPrivilege => " The user needs select, insert, update and delete on it.",
        _ => string.Empty,
    };
}
