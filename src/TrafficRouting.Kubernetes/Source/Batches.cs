namespace TrafficRouting.Kubernetes;

/// <summary>
/// Runs something soon after it was asked for: what is asked for within 50 ms together, at most 5 times a second, and no more than a fifth of
/// the time. Safe for concurrent use.
/// </summary>
internal sealed class Batches : IDisposable
{
    // How many times as long as a run takes until the next one may begin.
    private const int Share = 5;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _asking = new();
    private readonly TimeProvider _time;
    private readonly Action _run;
    private readonly ITimer _timer;
    private long? _last;
    private TimeSpan _interval = Interval;
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
            var left = _last is { } last ? _interval - _time.GetElapsedTime(last) : TimeSpan.Zero;
            _timer.Change(left > Window ? left : Window, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Run()
    {
        var began = _time.GetTimestamp();
        lock (_asking)
        {
            _isAsked = false;
            _last = began;
        }

        _run();
        lock (_asking)
        {
            var took = _time.GetElapsedTime(began);
            _interval = took * Share > Interval ? took * Share : Interval;
        }
    }
}
