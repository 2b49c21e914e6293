namespace TrafficRouting.Testing;

/// <summary>
/// A clock that moves only by <see cref="Advance"/> and by the waits of calls: while a call of a faked client, or of
/// <see cref="RunAsync{T}"/>, waits for time to pass (<c>Task.Delay</c>, the back-off of a retry, a scripted delay) and none of its code runs,
/// the clock goes on to its next timer. Timers fire in the order of their due times, each at its own time. The wall clock can also be put
/// right by <see cref="AdjustTime"/>. Safe for concurrent use.
/// </summary>
public sealed class FakeClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly CallTracker _calls;
    private DateTimeOffset _now;
    private TimeSpan _adjustment;

    /// <summary>Initializes a clock that stands at the start of the year 2000, UTC.</summary>
    public FakeClock()
        : this(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Initializes a clock.</summary>
    /// <param name="start">The time it stands at.</param>
    public FakeClock(DateTimeOffset start)
    {
        _now = start.ToUniversalTime();
        _calls = new(TakeTimerForCalls);
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Gets how many timers wait for their time; zero shows that a request left none behind.</summary>
    public int TimerCount
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now + _adjustment;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
            return _now.Ticks;
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);

        // Of a delay, the state is the task that is awaited; of a timeout, the source that cancels. Only the former is a wait.
        var call = state is Task ? _calls.Current : null;
        var timer = new FakeTimer(this, callback, state, call);
        timer.Change(dueTime, period);
        if (call is not null)
            _calls.Waits(call);
        return timer;
    }

    /// <summary>Moves the clock on; the timers that fall due fire on the calling thread, each at its own time.</summary>
    /// <param name="by">By how much; not below zero.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = new DateTimeOffset(GetTimestamp(), TimeSpan.Zero) + by;
        while (TakeDue(target) is { } fire)
            fire();
    }

    /// <summary>Puts the wall clock forward or back, as an administrator or a time server does: timers and timestamps do not notice.</summary>
    /// <param name="value">The time it then shows.</param>
    public void AdjustTime(DateTimeOffset value)
    {
        lock (_lock)
            _adjustment = value - _now;
    }

    /// <summary>Runs code whose waits on this clock move it, as those of a faked client's calls do: for retries and loops around a client.</summary>
    /// <typeparam name="T">What the code returns.</typeparam>
    /// <param name="code">The code, which waits without blocking its thread.</param>
    /// <returns>What the code returned.</returns>
    public async Task<T> RunAsync<T>(Func<Task<T>> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        using var call = BeginCall();
        return await code().ConfigureAwait(false);
    }

    /// <summary>Runs code whose waits on this clock move it, as those of a faked client's calls do: for retries and loops around a client.</summary>
    /// <param name="code">The code, which waits without blocking its thread.</param>
    public async Task RunAsync(Func<Task> code)
    {
        ArgumentNullException.ThrowIfNull(code);
        using var call = BeginCall();
        await code().ConfigureAwait(false);
    }

    /// <summary>Begins a call on the current flow; disposing it ends it.</summary>
    internal CallTracker.Call BeginCall(bool isBlocking = false) => _calls.Begin(isBlocking);

    private Action? TakeDue(DateTimeOffset target)
    {
        lock (_lock)
        {
            var next = _timers.Where(t => t.Due <= target).MinBy(t => t.Due);
            var then = next?.Due ?? target;
            _now = then > _now ? then : _now;
            next?.Rearm();
            return next is null ? null : next.Fire;
        }
    }

    private Action? TakeTimerForCalls()
    {
        lock (_lock)
            return _timers.Any(t => t.Call is { IsOver: false }) ? TakeDue(DateTimeOffset.MaxValue) : null;
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state, CallTracker.Call? call) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        /// <summary>Gets the call that waits for it, if any does.</summary>
        public CallTracker.Call? Call => call;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                _period = period;
                Due = clock._now + dueTime;
                clock._timers.Add(this);
                return true;
            }
        }

        public void Rearm()
        {
            if (_period > TimeSpan.Zero)
                Due += _period;
            else
                clock._timers.Remove(this);
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
                clock._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
