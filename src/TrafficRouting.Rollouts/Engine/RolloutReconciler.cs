namespace TrafficRouting.Rollouts;

/// <summary>
/// Reconciles one rollout whenever something is due, a load changed it or a person asks: what was observed and asked goes into the
/// shared state, and the state over the route. One reconciliation at a time.
/// </summary>
internal sealed class RolloutReconciler : IDisposable
{
    private readonly RolloutServices _services;
    private readonly CustomMetrics _metrics;
    private readonly RolloutSync _sync;
    private readonly RolloutLock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private volatile RolloutAssignment _assigned;
    private volatile bool _isDue;
    private volatile bool _isLookAsked;
    private volatile string? _bindingProblem;

    public RolloutReconciler(RolloutPlan plan, long generation, RolloutServices services)
    {
        _assigned = RolloutAssignment.First(plan, generation);
        _services = services;
        Guard();
        _metrics = new(services);
        _sync = new(services, new(services.Router, () => _stopping.IsCancellationRequested ? null : _assigned));
        _timer = services.Time.CreateTimer(static self => _ = ((RolloutReconciler)self!).TryReconcileAsync(CancellationToken.None), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public RolloutPlan Plan => _assigned.Plan;

    public RolloutObservations Observations => _assigned.Observations;

    public RolloutStatus Status
    {
        get
        {
            var seen = Observations.Total();
            return new(Plan.Name, Plan.Service, Plan.Route, Plan.Stable, Plan.Canary, [.. Plan.Steps.Select(s => s.ToString())],
                _sync.State, _sync.Problem ?? _bindingProblem, BackendTotals.Of(seen.Canary), BackendTotals.Of(seen.Stable));
        }
    }

    /// <summary>Takes what another load says; it comes into force with the next reconciliation.</summary>
    /// <returns>Whether the plan changed.</returns>
    public bool Assign(RolloutPlan plan, long generation)
    {
        var before = _assigned;
        _assigned = before.Next(plan, generation);
        return !ReferenceEquals(before.Plan, plan);
    }

    /// <summary>Has the evidence looked at at once, elsewhere.</summary>
    private void RequestLook()
    {
        _isLookAsked = true;
        RequestReconcile();
    }

    /// <summary>Has the rollout reconciled at once, elsewhere.</summary>
    public void RequestReconcile()
    {
        _isDue = true;
        if (!_stopping.IsCancellationRequested)
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells whether a new table takes away what the rollout needs, or brings it back.</summary>
    public bool IsConcernedBy(RouteTable table) => !string.Equals(RolloutBinding.Problem(Plan, table), _bindingProblem, StringComparison.Ordinal);

    /// <summary>Reconciles; what goes wrong is logged.</summary>
    public async Task TryReconcileAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ReconcileAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || _stopping.IsCancellationRequested)
        {
            // Stopped meanwhile.
        }
        catch (Exception e)
        {
            RolloutLog.ReconcileFailed(_services.Logger, Plan.Name, e);
        }
    }

    public async Task ReconcileAsync(RolloutCommand? command, CancellationToken cancellationToken)
    {
        // A command too must not outlive the rollout.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        cancellationToken = either.Token;
        // Outside the lock: a slow metric must not hold up an abort.
        var custom = await _metrics.MeasureAsync(Plan, command is null ? _sync.State : null, cancellationToken).ConfigureAwait(false);
        var transitions = new List<RolloutTransition>();
        var running = await _lock.EnterAsync(command, cancellationToken).ConfigureAwait(false);
        var token = running.Token;
        try
        {
            _isDue = false;
            var isLookAsked = _isLookAsked;
            _isLookAsked = false;
            var assignment = _assigned;
            _sync.Use(assignment);
            var now = _services.Time.GetUtcNow();
            var work = new Reconciliation(assignment.Plan, Bind(assignment.Plan), _sync.Pending, new(assignment.Observations.Peek(now), custom, isLookAsked), command, now);
            await _sync.RunAsync(work, transitions, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            if (command is not null)
                throw new RolloutCommandException($"{command} of rollout '{Plan.Name}' was cancelled by a more urgent command.");
        }
        finally
        {
            Guard();
            Schedule();
            _lock.Leave(running);
            // After the lock: a handler may send a command and wait for it.
            transitions.ForEach(_services.Publish);
        }
    }

    // Elsewhere, because whoever is cancelled may go on in the thread that cancels.
    public void Dispose()
    {
        _ = _stopping.CancelAsync();
        _services.Router.Health.Release(RolloutOverlay.OwnerOf(Plan.Name));
        _timer.Dispose();
    }

    // Ejecting a backend would hide what the rollout judges it by.
    private void Guard()
    {
        var (plan, board) = (Plan, _services.Router.Health);
        if (!_stopping.IsCancellationRequested && _sync?.State is not { IsTerminal: true })
            board.Guard(new(RolloutOverlay.OwnerOf(plan.Name), plan.Stable, plan.Canary, RequestLook));
        else
            board.Release(RolloutOverlay.OwnerOf(plan.Name));
    }

    private string? Bind(RolloutPlan plan)
    {
        var problem = RolloutBinding.Problem(plan, _services.Router.Table);
        if (problem is not null && !string.Equals(problem, _bindingProblem, StringComparison.Ordinal))
            RolloutLog.Unbound(_services.Logger, plan.Name, problem);
        return _bindingProblem = problem;
    }

    private void Schedule()
    {
        if (_stopping.IsCancellationRequested)
            return;
        var now = _services.Time.GetUtcNow();
        var next = _sync is { State: { } state, Problem: null } && _bindingProblem is null
            ? RolloutSchedule.NextReconcile(Plan, state, now)
            : now + Plan.Analysis.Interval;
        _timer.Change(_isDue ? TimeSpan.Zero : next - now, Timeout.InfiniteTimeSpan);
    }
}
