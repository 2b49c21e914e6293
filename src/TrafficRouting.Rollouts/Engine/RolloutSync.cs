namespace TrafficRouting.Rollouts;

/// <summary>
/// Keeps the state of one rollout the same as the store's: reads it, applies a reconciliation, writes it back by compare and swap.
/// While the store cannot be used nothing advances, but a bad canary, an abort and a pause take effect all the same. One caller at a time.
/// </summary>
internal sealed class RolloutSync(RolloutServices services, RolloutWeights weights)
{
    private const int MaxConflicts = 20;

    // A person waits, and what is urgent is in force here already.
    private static readonly TimeSpan MaxUrgentWait = TimeSpan.FromSeconds(2);

    private readonly RolloutFleet _fleet = new(services);
    private readonly RolloutRecord _record = new(services);
    private readonly KnownState _known = new();
    private RolloutAssignment _assignment = null!;
    private RolloutState? _inForce;
    private bool _isFresh = true;
    private bool _isReconfigured;
    private bool _isHeld;
    private volatile string? _storeProblem;
    private volatile string? _otherConfiguration;
    private volatile string? _failure;

    /// <summary>Gets the state as last known, or null before it was read.</summary>
    public RolloutState? State => _known.State;

    /// <summary>Gets what keeps the rollout from going on, or null.</summary>
    public string? Problem => _storeProblem ?? _failure ?? _otherConfiguration;

    /// <summary>Gets what is in force here, but not in the store, in words; or null.</summary>
    public string? Unstored => _known.Pending?.Words;

    /// <summary>Gets a value indicating whether this replica judges.</summary>
    public bool IsJudge => _fleet.IsJudge;

    /// <summary>Gets how many writes another replica was faster with.</summary>
    public long Conflicts => _record.Conflicts;

    /// <summary>Gets when the store last answered, or when the process began.</summary>
    public DateTimeOffset ContactAt { get; private set; } = services.Now;

    /// <summary>Takes what the rollout is to do from now on.</summary>
    public void Use(RolloutAssignment next)
    {
        if (_assignment is { } before && !next.Plan.IsSameRollout(before.Plan))
        {
            if (!next.Plan.RollsOut(before.Plan.Identity))
                _fleet.Forget();
            _isReconfigured |= State is null || !RolloutMachine.Fits(next.Plan, State);
            // What was asked of one attempt is not held against the next.
            if (!RolloutMachine.GoesOn(before.Plan, next.Plan, State))
                _known.Drop();
            _otherConfiguration = null;
        }

        _assignment = next;
    }

    /// <summary>Applies a reconciliation to the stored state and lays the outcome over the route.</summary>
    /// <exception cref="RolloutCommandException">The command was refused; all else was done.</exception>
    /// <exception cref="RolloutStoreException">There is a command that takes effect by the store alone, and the store cannot be used.</exception>
    public async Task RunAsync(Reconciliation work, bool isRefresh, List<RolloutTransition> transitions, CancellationToken cancellationToken)
    {
        var pending = _known.Pending;
        work = work with { Pending = pending?.Input };
        // In force before the store is asked, which may take its time.
        var isUrgent = work.Command is RolloutCommand.Abort or RolloutCommand.Pause;
        if (isUrgent && (State is null || RolloutMachine.Fits(work.Plan, State)) && work.ApplyTo(_known.WithoutAsked()) is { Refusal: null } asked)
            Apply(asked.State, work);

        RolloutChange change;
        try
        {
            if (!isUrgent && !isRefresh && (State is not { IsTerminal: true } ended || BeginsAnew(work.Plan, ended)))
                work = work with { Evidence = await MeetAsync(work, cancellationToken).ConfigureAwait(false) };
            change = await (isUrgent ? ExchangeSoonAsync(work, transitions, cancellationToken) : ExchangeAsync(work, transitions, cancellationToken)).ConfigureAwait(false);
            (_storeProblem, _failure, _isHeld, ContactAt) = (null, null, false, services.Now);
        }
        catch (RolloutStoreException e) when (!cancellationToken.IsCancellationRequested)
        {
            var refusal = GoOnWithoutStore(work, e, transitions).Refusal;
            if (work.Command is not null && refusal is not null)
                throw new RolloutCommandException(refusal);
            // What is in force here is no failure: the status says what the store does not know.
            if (work.Command is null || isUrgent)
                return;
            throw;
        }
        catch (Exception e) when (e is OperationCanceledException || cancellationToken.IsCancellationRequested)
        {
            // Whoever asked waits no longer, or something more urgent came: what is in force ahead of the store stays so.
            if (_otherConfiguration is null && (isUrgent || (_inForce is { } ahead && RolloutMachine.HasFailed(ahead))))
                Keep(work, "its answer was not waited for", transitions);
            throw;
        }
        catch (Exception e)
        {
            _failure = $"judging it failed with {e.GetType().Name}: {e.Message}";
            throw;
        }

        if (_otherConfiguration is null)
            Apply(change.State, work);
        transitions.AddRange(PendingInput.Unpublished(change, pending));
        // After all that matters: a logger may throw.
        if (State is { LastMeasurement: { } measurement } state && measurement.At == work.Now && string.Equals(state.WrittenBy, services.Replica, StringComparison.Ordinal))
            services.Publish(work.Plan.Name, measurement.Verdict);
        // Only now: what was observed must not be lost, nor its verdict be put off, because a person asked for the impossible.
        if (change.Refusal is not null)
            throw new RolloutCommandException(change.Refusal);
    }

    /// <summary>Gives the canary nothing until the store is back.</summary>
    /// <returns>Whether the rollout is one of the plan, and has not ended.</returns>
    public bool TryHoldAtStable(RolloutPlan plan)
    {
        // What was completed before something newer came is no canary any more.
        if (State is not { IsTerminal: false } state || !plan.RollsOut(state.Identity))
            return false;
        _isHeld = true;
        weights.Hold(plan, isCompleted: false);
        return true;
    }

    /// <summary>Leaves what was seen last to the other replicas.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (_assignment is null || State is null or { IsTerminal: true })
            return Task.CompletedTask;
        _fleet.Close(_assignment, _inForce, services.Now);
        return _fleet.LeaveAsync(_assignment.Plan, cancellationToken);
    }

    private Task<FleetEvidence?> MeetAsync(Reconciliation work, CancellationToken cancellationToken)
    {
        _fleet.Close(_assignment, _inForce, work.Now);
        return _fleet.MeetAsync(work.Plan, _known.Stored, State is null || RolloutMachine.Fits(work.Plan, State) || BeginsAnew(work.Plan, State), cancellationToken);
    }

    private async Task<RolloutChange> ExchangeSoonAsync(Reconciliation work, List<RolloutTransition> transitions, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(MaxUrgentWait, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await ExchangeAsync(work, transitions, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested)
        {
            throw new RolloutStoreException($"The store has not answered within {MaxUrgentWait.TotalSeconds:0} seconds.", e);
        }
    }

    private async Task<RolloutChange> ExchangeAsync(Reconciliation work, List<RolloutTransition> transitions, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var stored = await _record.ReadAsync(work.Plan, work.Now, cancellationToken).ConfigureAwait(false);
            if (_known.DropIfOver(stored))
                work = work with { Pending = null };
            var holds = Merge(stored, work, transitions);
            if (holds is not null && !RolloutMachine.Fits(work.Plan, holds) && !BeginsAnew(work.Plan, holds))
            {
                // What the store forgot is written back by those that run something older too.
                if ((ReferenceEquals(holds, stored) ? stored : await _record.WriteAsync(work.Plan, holds, stored, work.Now, cancellationToken).ConfigureAwait(false)) is { } other)
                    return DeferTo(other, work);
                continue;
            }

            _otherConfiguration = null;
            var change = work.ApplyTo(holds);
            // What never began leaves no trace in the store, and it is the one that judges who begins.
            if (holds is null && (work.Problem is not null || (work.Evidence is null && work.Command is null && work.Pending is null)))
            {
                _known.Learn(work.Problem is null ? null : change.State);
                return change;
            }

            // Whether it can be written or not, in force is what ends badly, and else what was read, whatever is asked of it next.
            if (RolloutMachine.HasFailed(change.State))
                Apply(change.State, work);
            else if (work.Pending is null && holds is not null && (RolloutMachine.HasFailed(holds) || RolloutMachine.Fits(work.Plan, holds)))
                Apply(holds, work);
            if (stored is not null && ReferenceEquals(change.State, stored) && !IsHeartbeatDue(stored, work))
                return Stored(stored, change);

            if (await _record.WriteAsync(work.Plan, change.State, stored, work.Now, cancellationToken).ConfigureAwait(false) is { } written)
                return Stored(written, change);
        }

        throw new RolloutStoreException($"The state of rollout '{work.Plan.Name}' was changed by others {MaxConflicts} times in a row.");
    }

    // How much of a pause is over must not be forgotten with the replica that judges.
    private static bool IsHeartbeatDue(RolloutState stored, Reconciliation work) =>
        work.Evidence is not null && RolloutSchedule.PauseEnd(work.Plan, stored) is not null && work.Now - stored.WrittenAt >= work.Plan.Analysis.Interval;

    private RolloutChange Stored(RolloutState state, RolloutChange change)
    {
        _known.Learn(state);
        (_isFresh, _isReconfigured) = (false, false);
        _fleet.RemoveCounted(state);
        return change;
    }

    // Other replicas may have moved the rollout meanwhile, or an earlier life of this process. What is pending outweighs what the store knows.
    private RolloutState? Merge(RolloutState? stored, Reconciliation work, List<RolloutTransition> transitions)
    {
        var holds = RolloutMemory.Merge(State, stored);
        if (work.Pending is not null)
            return holds;
        if (holds is not null && !ReferenceEquals(holds, stored) && !_known.IsUntold)
            services.Restored(work.Plan.Name, holds);
        if (holds is not null && State is null)
            RolloutLog.Continues(services.Logger, work.Plan.Name, holds.Phase, holds.Step, holds.Weight);
        else if (holds is not null && RolloutChange.Between(State!, holds, work.Now) is { } transition)
            transitions.Add(transition with { IsFromStore = !string.Equals(holds.WrittenBy, services.Replica, StringComparison.Ordinal) });
        _known.Hold(holds);
        return holds;
    }

    // A process that starts anew brings what is to be rolled out, unless it brings what was rolled out before. One that was given another
    // configuration brings it in any case.
    private bool BeginsAnew(RolloutPlan plan, RolloutState state) =>
        !RolloutMachine.Fits(plan, state) && (_isReconfigured || (_isFresh && !state.Predecessors.Any(p => RolloutMachine.IsOf(plan, p))));

    // While a changed configuration makes its way through the replicas, those that have it lead. Were this one to restart the rollout
    // by its own configuration, the two would restart it in turn for ever.
    private RolloutChange DeferTo(RolloutState stored, Reconciliation work)
    {
        var isSame = work.Plan.RollsOut(stored.Identity);
        var problem = isSame
            ? "another replica runs this rollout by another configuration; this one uses its weight until its own configuration changes"
            : $"another replica rolls out something newer ({stored.Identity}); this one sends all traffic to where its own rollout ended, or to its stable backend. Give it the newer configuration, or another Revision to begin its own again";
        if (_otherConfiguration is null)
            RolloutLog.OtherConfiguration(services.Logger, work.Plan.Name, problem);
        (_otherConfiguration, _isFresh) = (problem, false);
        _known.Learn(stored);
        _fleet.RemoveCounted(stored);
        SeeUnder(isSame ? stored : null);
        if (isSame)
            weights.Apply(work.Plan, stored, isBound: work.Problem is null);
        else
            weights.Hold(work.Plan, isCompleted: stored.Predecessors.Any(p => work.Plan.RollsOut(p.Identity) && p.Phase == RolloutPhase.Completed));
        return new(work.Plan, stored, work.Now) { Refusal = work.Command is { } command ? $"{command} is refused here: {_otherConfiguration}." : null };
    }

    private RolloutChange GoOnWithoutStore(Reconciliation work, RolloutStoreException cause, List<RolloutTransition> transitions)
    {
        if (_storeProblem is null)
            RolloutLog.StoreFailed(services.Logger, work.Plan.Name, cause);
        _storeProblem = cause.Message;
        if (work.Command is not null && _otherConfiguration is { } other)
            throw new RolloutCommandException($"{work.Command} is refused here: {other}.");
        return Keep(work, cause.Message.TrimEnd('.'), transitions);
    }

    // What comes into force, or is, ahead of the store.
    private RolloutChange Keep(Reconciliation work, string cause, List<RolloutTransition> transitions)
    {
        var (pending, change) = (_known.Pending, _known.Ahead(work, _fleet.Own(work.Plan)));
        if (_known.TryKeep(change, work.Command, cause))
        {
            transitions.AddRange(PendingInput.Unpublished(change, pending));
            Apply(change.State, work);
        }
        else if (_known.Stored is { } known && _otherConfiguration is null)
        {
            // A load may have come with other steps, and have left the stable backend all traffic.
            Apply(RolloutMachine.Reconcile(work.Plan, known, work.Now), work);
        }

        return change;
    }

    private void Apply(RolloutState state, Reconciliation work)
    {
        SeeUnder(state);
        if (!_isHeld || state.IsTerminal)
            weights.Apply(work.Plan, state, isBound: work.Problem is null);
    }

    // What was seen under one step is not mixed with what is seen under the next.
    private void SeeUnder(RolloutState? state)
    {
        if (_inForce is { } before && (before.Attempt, before.Step, before.Phase) != (state?.Attempt, state?.Step, state?.Phase))
            _fleet.Close(_assignment, before, services.Now);
        _inForce = state;
    }
}
