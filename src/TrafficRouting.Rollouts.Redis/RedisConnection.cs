using StackExchange.Redis;

namespace TrafficRouting.Rollouts.Redis;

/// <summary>A connection that is made when it is first needed, and errors in plain words.</summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly Lazy<Task<IConnectionMultiplexer>> _multiplexer;
    private readonly bool _isOwned;

    public RedisConnection(IConnectionMultiplexer multiplexer) => _multiplexer = new(Task.FromResult(multiplexer));

    public RedisConnection(ConfigurationOptions configuration)
    {
        // A server that is down at start is tried again, and holds up nothing meanwhile.
        configuration.AbortOnConnectFail = false;
        _isOwned = true;
        _multiplexer = new(() => Connect(configuration));
    }

    public Task<IConnectionMultiplexer> GetAsync() => _multiplexer.Value;

    public async Task<T> UseAsync<T>(int database, string key, Func<IDatabase, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            var multiplexer = await _multiplexer.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await use(multiplexer.GetDatabase(database)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RedisServerException e)
        {
            throw new RolloutStoreException($"Redis refused what was asked of key '{key}': {e.Message}{Advice(e.Message)}", e);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException)
        {
            throw new RolloutStoreException($"Redis cannot be reached: {e.Message}{Advice(e.Message)}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isOwned && _multiplexer.IsValueCreated)
            await (await _multiplexer.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
    }

    // Its timers must not keep what the execution context of whoever came first holds.
    private static Task<IConnectionMultiplexer> Connect(ConfigurationOptions configuration)
    {
        using (ExecutionContext.SuppressFlow())
            return Task.Run<IConnectionMultiplexer>(async () => await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false));
    }

    private static string Advice(string message) => message switch
    {
        _ when message.Contains("WRONGTYPE", StringComparison.Ordinal) => " Something else is kept there: choose another KeyPrefix.",
        _ when message.Contains("READONLY", StringComparison.Ordinal) || message.Contains("requires writable", StringComparison.Ordinal) => " Name the primary server in the connection's configuration.",
        _ when message.Contains("NOPERM", StringComparison.Ordinal) => " The user needs the commands and keys that the package's README lists.",
        _ => string.Empty,
    };
}
