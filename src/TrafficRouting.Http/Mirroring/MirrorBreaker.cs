namespace TrafficRouting.Http;

/// <summary>
/// Leaves a mirror backend alone after too many failures in a row, because every failed send costs the process an
/// exception; then lets one copy through at a time, after pauses that double. Asking is lock-free.
/// </summary>
internal sealed class MirrorBreaker(TimeProvider time)
{
    private static readonly TimeSpan MaxPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private int _failures;
    private TimeSpan _pause;
    private long _openUntil;
    private volatile bool _open;
    private int _trial;

    /// <summary>Gets a value indicating whether a copy taken now would not be sent.</summary>
    public bool IsOpen => _open && (Volatile.Read(ref _trial) != 0 || time.GetTimestamp() < Volatile.Read(ref _openUntil));

    /// <summary>Asks to send one copy; each <see langword="true"/> is answered by exactly one of the three outcomes below.</summary>
    /// <param name="isTrial">Whether it is the one copy that is let through to an open breaker.</param>
    public bool TryEnter(out bool isTrial)
    {
        isTrial = false;
        if (!_open)
            return true;
        if (time.GetTimestamp() < Volatile.Read(ref _openUntil))
            return false;
        isTrial = Interlocked.CompareExchange(ref _trial, 1, 0) == 0;
        return isTrial;
    }

    /// <summary>Takes note of an answer, whatever its status.</summary>
    /// <returns><see langword="true"/> when this closed the breaker.</returns>
    public bool Succeeded(bool wasTrial)
    {
        // The usual case writes nothing, so that workers do not fight over it.
        if (!wasTrial && Volatile.Read(ref _failures) == 0)
            return false;
        lock (_lock)
        {
            _failures = 0;
            if (wasTrial)
                Close();
            return wasTrial;
        }
    }

    /// <summary>Takes note of a failure or timeout.</summary>
    /// <returns>How long the backend is left alone from now on, when this opened the breaker or kept it open.</returns>
    public TimeSpan? Failed(bool wasTrial, MirroringOptions limits)
    {
        lock (_lock)
        {
            _failures++;
            if (limits.BreakAfter > 0 && (wasTrial || (!_open && _failures >= limits.BreakAfter)))
                return Open(limits.BreakDuration);

            // A reload switched the breaker off while it was open.
            if (wasTrial)
                Close();
            return null;
        }
    }

    /// <summary>Takes note of a copy that was let through but not sent to its end.</summary>
    public void Abandoned(bool wasTrial)
    {
        if (wasTrial)
            Volatile.Write(ref _trial, 0);
    }

    private TimeSpan Open(TimeSpan first)
    {
        var longest = first > MaxPause ? first : MaxPause;
        _pause = _pause == TimeSpan.Zero ? first : _pause * 2 < longest ? _pause * 2 : longest;
        Volatile.Write(ref _openUntil, time.GetTimestamp() + (long)(_pause.TotalSeconds * time.TimestampFrequency));
        _open = true;
        Volatile.Write(ref _trial, 0);
        return _pause;
    }

    private void Close()
    {
        _open = false;
        _pause = TimeSpan.Zero;
        Volatile.Write(ref _trial, 0);
    }
}
