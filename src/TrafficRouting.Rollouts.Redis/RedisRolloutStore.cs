using System.Globalization;
using StackExchange.Redis;

namespace TrafficRouting.Rollouts.Redis;

/// <summary>
/// Keeps rollouts in Redis for a fleet of replicas: the state by compare and swap, a change feed by publish and subscribe, evidence and
/// the lease with an expiry by the server's clock. Safe for concurrent use.
/// </summary>
/// <remarks>
/// Keys: <c>{prefix}{name}:state</c>, a hash of <c>version</c> and <c>state</c>, which is also the channel; <c>…:evidence</c>, a hash with
/// a field for each replica; <c>…:lease</c>. The name is a hash tag, so all keys of a rollout lie on one node of a cluster.
/// </remarks>
public sealed class RedisRolloutStore : IRolloutStore, IRolloutStoreChanges, IRolloutEvidenceStore, IRolloutStoreNames, IAsyncDisposable, IDisposable
{
    // While the primary server is away the client asks a copy of it: that was promoted meanwhile, or says that it takes no writes. Demanding
    // the primary would have the client wait for its own look at the roles, which it takes once a minute.
    private const CommandFlags Writing = CommandFlags.PreferMaster;

    private readonly RedisConnection _connection;
    private readonly RedisRolloutStoreOptions _options;

    /// <summary>Initializes a store on a connection of the caller's, which stays the caller's.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">Where rollouts are kept; the defaults when null.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public RedisRolloutStore(IConnectionMultiplexer connection, RedisRolloutStoreOptions? options = null)
        : this(new RedisConnection(connection ?? throw new ArgumentNullException(nameof(connection))), options)
    {
    }

    /// <summary>Initializes a store that connects when it is first used, and again whenever the connection is lost.</summary>
    /// <param name="configuration">The server, credentials and TLS, as StackExchange.Redis writes them; a server that is down does no harm.</param>
    /// <param name="options">Where rollouts are kept; the defaults when null.</param>
    /// <exception cref="ArgumentException">The configuration or an option is wrong.</exception>
    public RedisRolloutStore(string configuration, RedisRolloutStoreOptions? options = null)
        : this(new RedisConnection(ConfigurationOptions.Parse(configuration)), options)
    {
    }

    private RedisRolloutStore(RedisConnection connection, RedisRolloutStoreOptions? options)
    {
        _connection = connection;
        _options = (options ?? new()).Checked();
    }

    /// <inheritdoc/>
    public async ValueTask<RolloutState?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var key = Key(name, "state");
        var entries = await UseAsync(key, d => d.HashGetAllAsync(key), cancellationToken).ConfigureAwait(false);
        if (entries.Length == 0)
            return null;
        var kept = entries.ToDictionary(e => (string)e.Name!, e => e.Value, StringComparer.Ordinal);
        try
        {
            if (!kept.TryGetValue("state", out var bytes) || !kept.TryGetValue("version", out var version))
                throw new FormatException("it is a hash, but no rollout's");
            var state = RolloutStateSerializer.Deserialize((byte[])bytes!);
            if (!string.Equals(state.Name, name, StringComparison.OrdinalIgnoreCase))
                throw new FormatException($"it is the state of rollout '{state.Name}'");
            return version == Invariant(state.Version) ? state : throw new FormatException($"its version is {version}, that of the state {state.Version}");
        }
        catch (FormatException e)
        {
            throw Refused(key, e.Message, e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryWriteAsync(RolloutState state, long expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var key = Key(state.Name, "state");
        var bytes = RolloutStateSerializer.Serialize(state);
        var head = bytes.AsMemory(0, bytes.AsSpan().IndexOf(",\"sha256\""u8));
        var outcome = await UseAsync(
            key,
            d => d.ScriptEvaluateAsync(RedisScripts.CompareAndSwap, [key], [Invariant(expectedVersion), Invariant(state.Version), bytes, head], Writing),
            cancellationToken).ConfigureAwait(false);
        return (int)outcome >= 0 ? (int)outcome == 1 : throw Refused(key, "it is no state of a rollout, or one of another format version");
    }

    /// <inheritdoc/>
    public IDisposable Watch(string name, Action changed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        return new RedisWatch(_connection, Key(name, "state"), changed);
    }

    /// <inheritdoc/>
    public async ValueTask PublishAsync(ReplicaEvidence mine, TimeSpan keep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mine);
        var key = Key(mine.Rollout, "evidence");
        await UseAsync(key, d => d.ScriptEvaluateAsync(RedisScripts.Publish, [key], [mine.Replica, (long)keep.TotalMilliseconds, mine.Content], Writing), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<ReplicaEvidence>> CollectAsync(string name, CancellationToken cancellationToken)
    {
        var key = Key(name, "evidence");
        var all = (RedisValue[])(await UseAsync(key, d => d.ScriptEvaluateAsync(RedisScripts.Collect, [key], flags: Writing), cancellationToken).ConfigureAwait(false))!;
        return [.. all.Chunk(2).Select(e => new ReplicaEvidence(name, e[0].ToString(), (byte[])e[1]!))];
    }

    /// <inheritdoc/>
    public async ValueTask RemoveAsync(ReplicaEvidence seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var key = Key(seen.Rollout, "evidence");
        await UseAsync(key, d => d.ScriptEvaluateAsync(RedisScripts.Remove, [key], [seen.Replica, seen.Content], Writing), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryLeaseAsync(string name, string replica, TimeSpan duration, CancellationToken cancellationToken)
    {
        var key = Key(name, "lease");
        return (bool)await UseAsync(key, d => d.ScriptEvaluateAsync(RedisScripts.Lease, [key], [replica, (long)duration.TotalMilliseconds], Writing), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <remarks>Looks through the keys of the database by SCAN: for people and tools, not for what runs often.</remarks>
    public async ValueTask<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        var (before, after) = ($"{_options.KeyPrefix}{{", "}:state");
        var keys = await UseAsync($"{before}…{after}", d => RedisKeys.ScanAsync(d, before, after, cancellationToken), cancellationToken).ConfigureAwait(false);
        return [.. keys.Select(k => k[before.Length..^after.Length]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Closes the connection, if it is the store's own.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => _connection.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private static RolloutStoreException Refused(string key, string reason, Exception? cause = null) =>
        new($"What Redis keeps under '{key}' is refused: {reason}. Choose another KeyPrefix, or delete the key to begin the rollout anew.", cause);

    private static string Invariant(long number) => number.ToString(CultureInfo.InvariantCulture);

    private Task<T> UseAsync<T>(string key, Func<IDatabase, Task<T>> use, CancellationToken cancellationToken) =>
        _connection.UseAsync(_options.Database, key, use, cancellationToken);

    private string Key(string name, string part) => $"{_options.KeyPrefix}{{{name.ToLowerInvariant()}}}:{part}";
}
