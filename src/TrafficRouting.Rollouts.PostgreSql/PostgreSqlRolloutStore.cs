using System.Text;
using Npgsql;

namespace TrafficRouting.Rollouts.PostgreSql;

/// <summary>
/// Keeps rollouts in a table of PostgreSQL for a fleet of replicas: the state by compare and swap of its version, a change feed by
/// <c>LISTEN</c> and <c>NOTIFY</c>, evidence and the lease with an expiry by the server's clock. Safe for concurrent use.
/// </summary>
/// <remarks>The feed keeps one connection of the data source open.</remarks>
public sealed class PostgreSqlRolloutStore : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore, IRolloutStoreNames, IDisposable
{
    private readonly PostgreSqlCommands _commands;
    private readonly PostgreSqlConnection _connection;
    private readonly PostgreSqlFeed _feed;
    private readonly string _table;

    /// <summary>Initializes a store.</summary>
    /// <param name="source">The data source, with its TLS and credentials; not disposed.</param>
    /// <param name="options">Where rollouts are kept; the defaults when null.</param>
    /// <param name="timeProvider">The clock by which a lost feed is tried again; the system's by default.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public PostgreSqlRolloutStore(NpgsqlDataSource source, PostgreSqlRolloutStoreOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options = (options ?? new()).Checked();
        _table = options.Table;
        _commands = new(_table);
        _connection = new(source, _commands, options);
        _feed = new(source, _commands.Channel, timeProvider ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public async ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var rows = await _connection.QueryAsync(_commands.Read, r => (Version: r.GetInt64(0), Body: r.GetFieldValue<byte[]>(1)), cancellationToken, Key(name)).ConfigureAwait(false);
        if (rows.Count == 0)
            return null;
        try
        {
            var state = RolloutStateSerializer.Deserialize(rows[0].Body);
            if (!string.Equals(state.Name, name, StringComparison.OrdinalIgnoreCase))
                throw new FormatException($"it is the state of rollout '{state.Name}'");
            return state.Version == rows[0].Version ? state : throw new FormatException($"its version is {rows[0].Version}, that of the state {state.Version}");
        }
        catch (FormatException e)
        {
            throw Refused(name, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var body = RolloutStateSerializer.Serialize(state);
        var head = body[..body.AsSpan().IndexOf(",\"sha256\""u8)];
        var written = expectedVersion == 0
            ? await _connection.QueryAsync(_commands.Insert, _ => true, cancellationToken, Key(state.Name), state.Version, body).ConfigureAwait(false)
            : await _connection.QueryAsync(_commands.Update, _ => true, cancellationToken, Key(state.Name), state.Version, body, expectedVersion, head).ConfigureAwait(false);
        if (written.Count > 0)
            return true;
        // Another version, most likely; but what is no state at all must not look like one.
        await ReadAsync(state.Name, cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <inheritdoc/>
    public IDisposable Watch(string name, Action changed)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _feed.Watch(Key(name), changed);
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mine);
        await _connection.QueryAsync(_commands.Publish, _ => true, cancellationToken, Key(mine.Rollout), mine.Replica, mine.Content.ToArray(), keep).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken) =>
        await _connection.QueryAsync(_commands.Collect, r => new ReplicaEvidence(name, r.GetString(0), r.GetFieldValue<byte[]>(1)), cancellationToken, Key(name)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        await _connection.QueryAsync(_commands.Remove, _ => true, cancellationToken, Key(seen.Rollout), seen.Replica, seen.Content.ToArray()).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken) =>
        (await _connection.QueryAsync(_commands.TryLease, _ => true, cancellationToken, Key(name), Encoding.UTF8.GetBytes(replica), duration).ConfigureAwait(false)).Count > 0;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        await _connection.QueryAsync(_commands.List, r => r.GetString(0), cancellationToken).ConfigureAwait(false);

    /// <summary>Ends the change feed.</summary>
    public void Dispose() => _feed.Dispose();

    private static string Key(string name) => name.ToLowerInvariant();

    private RolloutStoreException Refused(string name, string reason, Exception cause) =>
        new($"The state of rollout '{name}' in table '{_table}' is refused: {reason}. Choose another Table, or delete the row to begin the rollout anew.", cause);
}
