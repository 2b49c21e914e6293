namespace TrafficRouting.Kubernetes;

/// <summary>Runs something soon after it was asked for: what is asked for within 50 ms together, and at most 5 times a second. Safe for concurrent use.</summary>
internal sealed class Batches : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _asking = new();
    private readonly TimeProvider _time;
    private readonly Action _run;
    private readonly ITimer _timer;
    private long? _last;
    private bool _isAsked;

    /// <summary>Initializes batches.</summary>
    /// <param name="run">What is run, by one caller at a time; throws nothing.</param>
    /// <param name="time">The clock.</param>
    public Batches(Action run, TimeProvider time)
    {
        (_run, _time) = (run, time);
        // The timer must not keep what the first caller's execution context holds.
        using (ExecutionContext.SuppressFlow())
            _timer = time.CreateTimer(static batches => ((Batches)batches!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Ask()
    {
        lock (_asking)
        {
            if (_isAsked)
                return;
            _isAsked = true;
            var since = _last is { } last ? _time.GetElapsedTime(last) : Interval;
            _timer.Change(Interval - since > Window ? Interval - since : Window, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Run()
    {
        lock (_asking)
        {
            _isAsked = false;
            _last = _time.GetTimestamp();
        }

        _run();
    }
}
