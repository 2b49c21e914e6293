namespace TrafficRouting.Rollouts;

/// <summary>
/// Puts the times of states that other replicas wrote on this process' clock: what counts is the time that had passed when a state was
/// written, and from then on the time that passes here. One caller at a time.
/// </summary>
internal sealed class ReplicaClock(string replica)
{
    private (string By, DateTimeOffset At) _written;
    private TimeSpan _ahead;

    public RolloutState? ToLocal(RolloutState? stored, DateTimeOffset now)
    {
        if (stored is null || string.Equals(stored.WrittenBy, replica, StringComparison.Ordinal))
            return stored;
        // Only when a state is first seen: the same one seen again must not seem younger.
        if (_written != (stored.WrittenBy, stored.WrittenAt))
            (_written, _ahead) = ((stored.WrittenBy, stored.WrittenAt), now - stored.WrittenAt);
        return stored with
        {
            WrittenAt = stored.WrittenAt + _ahead,
            StartedAt = stored.StartedAt + _ahead,
            StepStartedAt = stored.StepStartedAt + _ahead,
            MeasuredAt = stored.MeasuredAt + _ahead,
        };
    }
}
