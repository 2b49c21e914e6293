namespace TrafficRouting.Testing;

/// <summary>
/// Knows which calls are under way and whether any of their code runs at the moment. Once none does, the calls can only wait for time
/// to pass, and the next timer fires.
/// </summary>
/// <param name="takeTimer">Moves the clock to its next timer and gets what fires it, or null where no call under way waits for a timer.</param>
internal sealed class CallTracker(Func<Action?> takeTimer)
{
    // Continuations that are queued already begin within so many passes through the thread pool.
    private const int Passes = 4;

    private readonly Lock _lock = new();
    private readonly HashSet<Call> _underWay = [];
    private readonly AsyncLocal<Call?> _current = new(OnFlowSwitched);
    private int _switches;

    public Call? Current => _current.Value;

    /// <summary>Begins a call on the current flow.</summary>
    /// <param name="isBlocking">Whether its thread waits, so that its running says nothing.</param>
    public Call Begin(bool isBlocking)
    {
        var call = new Call(this, _current.Value, isBlocking);
        lock (_lock)
            _underWay.Add(call);
        _current.Value = call;
        return call;
    }

    /// <summary>Notes that a call has begun a wait. Where it runs, it is looked at again once its code has come to rest.</summary>
    public void Waits(Call call)
    {
        lock (_lock)
            LookOnceQuiet();
    }

    // The runtime tells when a thread takes up the flow of a call, and when it leaves it.
    private static void OnFlowSwitched(AsyncLocalValueChangedArgs<Call?> change)
    {
        change.PreviousValue?.Switch(-1);
        change.CurrentValue?.Switch(+1);
    }

    private void LookOnceQuiet()
    {
        if (_underWay.All(c => c.Threads == 0))
            Queue(++_switches, Passes);
    }

    private void Queue(int switches, int passes) =>
        ThreadPool.UnsafeQueueUserWorkItem(static next => next.Tracker.Look(next.Switches, next.Passes), (Tracker: this, Switches: switches, Passes: passes), preferLocal: false);

    private void Look(int switches, int passes)
    {
        Action? fire;
        lock (_lock)
        {
            // Code of a call has run since; when it has come to rest, this is done again.
            if (_switches != switches)
                return;
            if (passes > 0)
            {
                Queue(switches, passes - 1);
                return;
            }

            fire = takeTimer();
        }

        if (fire is null)
            return;
        fire();
        lock (_lock)
            LookOnceQuiet();
    }

    /// <summary>A call under way; disposing it ends it.</summary>
    internal sealed class Call(CallTracker tracker, Call? outer, bool isBlocking) : IDisposable
    {
        /// <summary>Gets how many threads run its code.</summary>
        public int Threads { get; private set; }

        public bool IsOver { get; private set; }

        public void Switch(int threads)
        {
            lock (tracker._lock)
            {
                if (IsOver || isBlocking)
                    return;
                Threads += threads;
                tracker._switches++;
                tracker.LookOnceQuiet();
            }
        }

        public void Dispose()
        {
            lock (tracker._lock)
            {
                IsOver = true;
                tracker._underWay.Remove(this);
                tracker.LookOnceQuiet();
            }

            tracker._current.Value = outer;
        }
    }
}
