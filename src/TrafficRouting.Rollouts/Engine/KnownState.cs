namespace TrafficRouting.Rollouts;

/// <summary>
/// What this process knows of a rollout: its state, and what has come into force here ahead of the store. One caller at a time; what it shows may be
/// read by all.
/// </summary>
internal sealed class KnownState
{
    private volatile RolloutState? _state;
    private volatile PendingInput? _pending;

    /// <summary>Gets the state as last known, or null before it was read.</summary>
    public RolloutState? State => _state;

    /// <summary>Gets what has yet to be told to the store, or null.</summary>
    public PendingInput? Pending => _pending;

    /// <summary>Gets the state that the store was last known to have, or null.</summary>
    public RolloutState? Stored => _pending is null ? _state : null;

    /// <summary>Gets a value indicating whether the state ended without the store, which was never told.</summary>
    public bool IsUntold { get; private set; }

    /// <summary>Takes note of what the store says, or of what holds beside it: nothing is ahead of it any more.</summary>
    public void Learn(RolloutState? state) => (_state, _pending, IsUntold) = (state, null, false);

    /// <summary>Takes note of what holds, which the store may have yet to be told.</summary>
    public void Hold(RolloutState? state) => _state = state;

    /// <summary>Drops what has yet to be told. That the rollout ended, the state remembers.</summary>
    public void Drop()
    {
        IsUntold |= _pending is not null;
        _pending = null;
    }

    /// <summary>Drops what has yet to be told if the store knows of another attempt by now, or of the end.</summary>
    /// <returns>Whether there was something.</returns>
    public bool DropIfOver(RolloutState? stored)
    {
        if (stored is null || _pending?.IsOver(stored) != true)
            return false;
        Drop();
        return true;
    }

    /// <summary>Returns what becomes of the rollout without the store.</summary>
    /// <param name="work">What is brought to it.</param>
    /// <param name="own">What this replica saw: it may end the rollout, but moves it no step on, for others know nothing of that.</param>
    public RolloutChange Ahead(Reconciliation work, FleetEvidence own)
    {
        work = work with { Pending = _pending?.Input };
        var asked = (work with { Evidence = null }).ApplyTo(WithoutAsked());
        if (RolloutMachine.HasFailed(asked.State))
            return asked;
        var judged = (work with { Evidence = work.Evidence ?? own }).ApplyTo(WithoutAsked());
        return RolloutMachine.HasFailed(judged.State) ? judged : asked;
    }

    /// <summary>Returns the state without what waits in the store to be done, which is not done ahead of it.</summary>
    public RolloutState? WithoutAsked() => _state is { Asked: not null } state ? state with { Asked = null } : _state;

    /// <summary>Keeps what a change without the store leaves to be stored.</summary>
    /// <returns>Whether there is something.</returns>
    public bool TryKeep(RolloutChange change, RolloutCommand? command, string cause)
    {
        if (PendingInput.Of(change, _state, command, cause) is not { } pending)
            return false;
        _pending = pending;
        if (_state is not null)
            _state = change.State;
        return true;
    }
}
