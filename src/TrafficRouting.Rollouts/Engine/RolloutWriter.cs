namespace TrafficRouting.Rollouts;

/// <summary>
/// Writes the states of one rollout, and remembers the window of a write that was given up: it may have been written all the same.
/// One caller at a time.
/// </summary>
internal sealed class RolloutWriter(IRolloutStore store)
{
    private (long Version, RolloutWindow Window)? _unsure;

    /// <summary>Writes a state that counts a window in.</summary>
    public async ValueTask<bool> TryWriteAsync(RolloutState next, RolloutWindow window, CancellationToken cancellationToken)
    {
        var before = _unsure;
        _unsure = (next.Version, window);
        var isWritten = await store.TryWriteAsync(next, next.Version - 1, cancellationToken).ConfigureAwait(false);
        _unsure = isWritten ? null : before;
        return isWritten;
    }

    /// <summary>
    /// Returns the window of a write that was given up, once the version has moved on and it is taken for written: among
    /// replicas it may be lost then, but none is counted twice.
    /// </summary>
    public RolloutWindow? TakeWritten(RolloutState? kept)
    {
        if (_unsure is not { } write || (kept?.Version ?? 0) < write.Version)
            return null;
        _unsure = null;
        return write.Window;
    }

    /// <summary>Forgets the windows of observations that are no more.</summary>
    public void Forget() => _unsure = null;
}
