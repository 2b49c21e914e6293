namespace TrafficRouting.Http;

/// <summary>Bounds the time until an attempt's response headers arrive.</summary>
internal sealed class AttemptTimeout : IDisposable
{
    private readonly TimeSpan _after;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    private AttemptTimeout(TimeSpan after, TimeProvider time, CancellationToken caller)
    {
        _after = after;
        _caller = caller;
        _timer = new(after, time);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _timer.Token);
    }

    public CancellationToken Token => _linked.Token;

    public static AttemptTimeout? Start(TimeSpan? after, TimeProvider time, CancellationToken caller) =>
        after is { } limit ? new(limit, time, caller) : null;

    /// <summary>Turns the failure that this timeout brought about into what HttpClient throws for its own; null for any other.</summary>
    public TaskCanceledException? Explain(Exception failure)
    {
        // A handler may wrap the cancellation of a connection under way.
        if (!_timer.IsCancellationRequested || _caller.IsCancellationRequested || failure is not (OperationCanceledException or HttpRequestException))
            return null;

        var message = $"The request was canceled because the timeout of its route, {_after.TotalSeconds} seconds, elapsed.";
        return new(message, new TimeoutException(message, failure), (failure as OperationCanceledException)?.CancellationToken ?? Token)
        {
            // The resilience handlers of Microsoft.Extensions.Http tell a timeout from the caller's cancellation by where HttpClient throws its own.
            Source = typeof(TaskCanceledException).Assembly.GetName().Name,
        };
    }

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
