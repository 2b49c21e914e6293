namespace TrafficRouting;

/// <summary>
/// Bounds how many requests of a route are sent again: a share of those of this window of ten seconds and of the one before, or ten.
/// Safe for concurrent use; counting a request takes no lock.
/// </summary>
internal sealed class FailoverBudget(double share, TimeProvider time)
{
    /// <summary>What may always be sent again, so that a route with few requests has failover too.</summary>
    public const int Always = 10;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private long _began = time.GetTimestamp();
    private int _requests;
    private int _requestsBefore;
    private int _taken;
    private int _takenBefore;

    public void Count()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _began)) >= Window)
            Roll();
        Interlocked.Increment(ref _requests);
    }

    public bool TryTake()
    {
        Roll();
        lock (_lock)
        {
            if (_taken + _takenBefore >= Math.Max(Always, share * ((long)Volatile.Read(ref _requests) + _requestsBefore)))
                return false;
            _taken++;
            return true;
        }
    }

    private void Roll()
    {
        lock (_lock)
        {
            var elapsed = time.GetElapsedTime(_began);
            if (elapsed < Window)
                return;
            var isNext = elapsed < 2 * Window;
            var requests = Interlocked.Exchange(ref _requests, 0);
            (_requestsBefore, _takenBefore, _taken) = (isNext ? requests : 0, isNext ? _taken : 0, 0);
            Volatile.Write(ref _began, time.GetTimestamp());
        }
    }
}
