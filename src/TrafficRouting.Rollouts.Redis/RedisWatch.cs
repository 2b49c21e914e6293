using StackExchange.Redis;

namespace TrafficRouting.Rollouts.Redis;

/// <summary>A subscription that the client renews by itself; whatever was missed meanwhile is told of when it is back.</summary>
internal sealed class RedisWatch : IDisposable
{
    private readonly RedisChannel _channel;
    private readonly Action _changed;
    private readonly Task<IConnectionMultiplexer> _connecting;
    private volatile bool _isEnded;
    private int _isSubscribed;

    public RedisWatch(RedisConnection connection, string channel, Action changed)
    {
        _channel = RedisChannel.Literal(channel);
        _changed = changed;
        // Elsewhere, because the first connection takes its time; without the execution context of whoever watches, because the subscription would keep it.
        using (ExecutionContext.SuppressFlow())
        {
            _connecting = Task.Run(connection.GetAsync);
            _ = Task.Run(BeginAsync);
        }
    }

    public void Dispose()
    {
        _isEnded = true;
        if (!_connecting.IsCompletedSuccessfully)
            return;
        var multiplexer = _connecting.Result;
        multiplexer.ConnectionRestored -= OnRestored;
        multiplexer.GetSubscriber().Unsubscribe(_channel, OnMessage, CommandFlags.FireAndForget);
    }

    private async Task BeginAsync()
    {
        try
        {
            var multiplexer = await _connecting.ConfigureAwait(false);
            multiplexer.ConnectionRestored += OnRestored;
            await SubscribeAsync(multiplexer).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RedisException or RedisTimeoutException or ObjectDisposedException)
        {
            // Without a feed each replica reads once an interval; the next connection brings the feed.
        }
    }

    private async Task SubscribeAsync(IConnectionMultiplexer multiplexer)
    {
        if (Interlocked.Exchange(ref _isSubscribed, 1) == 0)
        {
            try
            {
                await multiplexer.GetSubscriber().SubscribeAsync(_channel, OnMessage).ConfigureAwait(false);
            }
            catch
            {
                Volatile.Write(ref _isSubscribed, 0);
                throw;
            }
        }

        if (_isEnded)
            Dispose();
        else
            Tell();
    }

    private void OnMessage(RedisChannel channel, RedisValue message)
    {
        if (!_isEnded)
            Tell();
    }

    // What it throws, against the contract, would end the process where a restored connection tells of itself.
    private void Tell()
    {
        try
        {
            _changed();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It looks once an interval all the same.
        }
    }

    private async void OnRestored(object? sender, ConnectionFailedEventArgs e)
    {
        try
        {
            await SubscribeAsync((IConnectionMultiplexer)sender!).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is RedisException or RedisTimeoutException or ObjectDisposedException)
        {
            // The next connection is another chance.
        }
    }
}
