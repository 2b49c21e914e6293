namespace TrafficRouting.Rollouts;

/// <summary>
/// Keeps the state of one rollout the same as the store's: reads it, applies a reconciliation, writes it back by compare and swap.
/// While the store cannot be used nothing advances, but a bad canary, an abort and a pause take effect all the same. One caller at a time.
/// </summary>
internal sealed class RolloutSync(RolloutServices services, RolloutWeights weights)
{
    private const int MaxConflicts = 20;

    private readonly RolloutWriter _writer = new(services.Store);
    private RolloutAssignment _assignment = null!;
    private PendingInput? _pending;
    private bool _mayRestart = true;
    private volatile RolloutState? _state;
    private volatile string? _storeProblem;
    private volatile string? _otherConfiguration;

    /// <summary>Gets the state as last known, or null before it was read.</summary>
    public RolloutState? State => _state;

    /// <summary>Gets what keeps the rollout from going on, or null.</summary>
    public string? Problem => _storeProblem ?? _otherConfiguration;

    public RolloutInput? Pending => _pending?.Input;

    /// <summary>Takes what the rollout is to do from now on.</summary>
    public void Use(RolloutAssignment next)
    {
        if (_assignment is { } before && !ReferenceEquals(next.Plan, before.Plan))
        {
            if (!string.Equals(next.Plan.Identity, before.Plan.Identity, StringComparison.Ordinal))
                _writer.Forget();
            _mayRestart |= _state is null || !RolloutMachine.Fits(next.Plan, _state);
        }

        _assignment = next;
    }

    /// <summary>Applies a reconciliation to the stored state and lays the outcome over the route.</summary>
    /// <exception cref="RolloutCommandException">The command was refused; all else was done.</exception>
    /// <exception cref="RolloutStoreException">There is a command, and the store cannot be used.</exception>
    public async Task RunAsync(Reconciliation work, List<RolloutTransition> transitions, CancellationToken cancellationToken)
    {
        // In force before the store is asked, which may take its time.
        if (work.Command is RolloutCommand.Abort or RolloutCommand.Pause && (_state is null || RolloutMachine.Fits(work.Plan, _state))
            && work.ApplyTo(_state) is { Refusal: null } ahead)
            Apply(ahead.State, work);

        RolloutChange change;
        var pending = _pending;
        try
        {
            change = await ExchangeAsync(work, transitions, cancellationToken).ConfigureAwait(false);
            _storeProblem = null;
        }
        catch (Exception e) when (e is not RolloutCommandException && !cancellationToken.IsCancellationRequested)
        {
            var refusal = GoOnWithoutStore(work, e, transitions).Refusal;
            if (work.Command is null)
                return;
            if (refusal is not null)
                throw new RolloutCommandException(refusal);
            throw e as RolloutStoreException ?? new RolloutStoreException($"The store of rollout '{work.Plan.Name}' cannot be used: {e.Message}", e);
        }

        _assignment.Observations.Commit(work.Observed.Window);
        Apply(change.State, work);
        transitions.AddRange(change.Transitions.Where(t => pending?.IsPublished(t) != true));
        // Only now: what was observed must not be lost, nor its verdict be put off, because a person asked for the impossible.
        if (change.Refusal is not null)
            throw new RolloutCommandException(change.Refusal);
    }

    private async Task<RolloutChange> ExchangeAsync(Reconciliation work, List<RolloutTransition> transitions, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var stored = await ReadAsync(work.Plan, cancellationToken).ConfigureAwait(false);
            CommitWritten(work, stored);
            Merge(stored, work, transitions);
            _otherConfiguration = null;
            if (stored is not null && !_mayRestart && !RolloutMachine.Fits(work.Plan, stored))
                return DeferTo(stored, work);
            var change = work.ApplyTo(stored);
            // What ends badly is in force before it is written.
            if (RolloutMachine.HasFailed(change.State))
                Apply(change.State, work);
            if (ReferenceEquals(change.State, stored))
                return Stored(stored, change);

            // What never began leaves no trace in the store.
            if (stored is null && work.Problem is not null)
            {
                _state = change.State;
                return change;
            }

            var next = change.State with { Version = (stored?.Version ?? 0) + 1 };
            if (!await _writer.TryWriteAsync(next, work.Observed.Window, cancellationToken).ConfigureAwait(false))
                continue;
            if (next.LastMeasurement is { } measurement && measurement.At == work.Now)
                services.Publish(work.Plan.Name, measurement.Verdict);
            return Stored(next, change);
        }

        throw new RolloutStoreException($"The state of rollout '{work.Plan.Name}' was changed by others {MaxConflicts} times in a row.");
    }

    private async ValueTask<RolloutState?> ReadAsync(RolloutPlan plan, CancellationToken cancellationToken)
    {
        var stored = await services.Store.ReadAsync(plan.Name, cancellationToken).ConfigureAwait(false);
        return stored is null || RolloutStateValidator.Problem(plan, stored) is not { } problem
            ? stored
            : throw new RolloutStoreException($"The stored state of rollout '{plan.Name}' is refused: {problem}. Put back a copy, or delete it to begin the rollout anew.");
    }

    private RolloutChange Stored(RolloutState state, RolloutChange change)
    {
        (_state, _pending, _mayRestart) = (state, null, false);
        return change;
    }

    // The window of a write whose outcome was not known is not counted again.
    private void CommitWritten(Reconciliation work, RolloutState? stored)
    {
        if (_writer.TakeWritten(stored) is not { } window)
            return;
        _assignment.Observations.Commit(window);
        work.Observed = work.Observed with { Window = _assignment.Observations.Peek(work.Now) };
    }

    // Other replicas may have moved the rollout meanwhile, or an earlier life of this process. What is pending outweighs what the store knows.
    private void Merge(RolloutState? stored, Reconciliation work, List<RolloutTransition> transitions)
    {
        if (_pending is not null)
            return;
        if (stored is not null && _state is null)
            RolloutLog.Continues(services.Logger, work.Plan.Name, stored.Phase, stored.Step, stored.Weight);
        else if (stored is not null && RolloutChange.Between(_state!, stored, work.Now) is { } transition)
            transitions.Add(transition);
        _state = stored;
    }

    // While a changed configuration makes its way through the replicas, those that have it lead. Were this one to restart the rollout
    // by its own steps, the two would restart it in turn for ever.
    private RolloutChange DeferTo(RolloutState stored, Reconciliation work)
    {
        _otherConfiguration = "another replica runs this rollout by another configuration; this one uses its weight until its own configuration changes";
        return work.Command is { } command
            ? throw new RolloutCommandException($"{command} is refused here: {_otherConfiguration}.")
            : new(work.Plan, stored, work.Now);
    }

    private RolloutChange GoOnWithoutStore(Reconciliation work, Exception cause, List<RolloutTransition> transitions)
    {
        if (_storeProblem is null)
            RolloutLog.StoreFailed(services.Logger, work.Plan.Name, cause);
        _storeProblem = cause.Message;
        var change = work.ApplyTo(_state);
        if (PendingInput.Of(change, _state, work.Command) is not { } pending)
            return change;
        _pending = pending;
        Apply(change.State, work);
        if (_state is not null)
            _state = change.State;
        transitions.AddRange(change.Transitions);
        return change;
    }

    private void Apply(RolloutState state, Reconciliation work) => weights.Apply(work.Plan, state, isBound: work.Problem is null && _otherConfiguration is null);
}
