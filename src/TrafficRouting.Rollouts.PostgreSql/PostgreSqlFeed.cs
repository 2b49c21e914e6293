using Npgsql;

namespace TrafficRouting.Rollouts.PostgreSql;

/// <summary>
/// Listens on one connection for all rollouts of the store. A connection that breaks does not come back by itself: another is opened,
/// and everybody is told, for notifications may have been missed.
/// </summary>
internal sealed class PostgreSqlFeed : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(10);

    // A connection that was cut without a word is noticed by a question.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _source;
    private readonly string _channel;
    private readonly TimeProvider _time;
    private readonly Watchers _watchers = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lazy<Task> _listening;

    public PostgreSqlFeed(NpgsqlDataSource source, string channel, TimeProvider time)
    {
        (_source, _channel, _time) = (source, channel, time);
        _listening = new(Listen);
    }

    public IDisposable Watch(string name, Action changed)
    {
        var watch = _watchers.Add(name, changed);
        _ = _listening.Value;
        return watch;
    }

    public void Dispose() => _ = _stopping.CancelAsync();

    // Listens for as long as the store lives, and so must not keep the execution context of whoever watched first.
    private Task Listen()
    {
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            return Task.Run(ListenAsync);
    }

    private async Task ListenAsync()
    {
        var pause = FirstPause;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var connection = await _source.OpenConnectionAsync(_stopping.Token).ConfigureAwait(false);
                await using var ofConnection = connection.ConfigureAwait(false);
                connection.Notification += (_, e) => _watchers.Tell(e.Payload);
                await ExecuteAsync(connection, $"listen {_channel}").ConfigureAwait(false);
                pause = FirstPause;
                _watchers.Tell();
                while (true)
                {
                    if (!await connection.WaitAsync(Quiet, _stopping.Token).ConfigureAwait(false))
                        await ExecuteAsync(connection, "select 1").ConfigureAwait(false);
                }
            }
            catch (Exception) when (!_stopping.IsCancellationRequested)
            {
                // Meanwhile each replica reads once an interval.
                await Task.Delay(pause, _time).ConfigureAwait(false);
                pause = pause < MaxPause ? pause * 2 : MaxPause;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var ofCommand = command.ConfigureAwait(false);
        await command.ExecuteNonQueryAsync(_stopping.Token).ConfigureAwait(false);
    }
}
