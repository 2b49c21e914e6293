namespace TrafficRouting.Rollouts;

/// <summary>
/// Reconciles one rollout whenever something is due, a load changed it, the store tells of a change or a person asks: what was seen and
/// asked goes into the shared state, and the state over the route. One reconciliation at a time.
/// </summary>
internal sealed class RolloutReconciler : IDisposable
{
    private readonly RolloutServices _services;
    private readonly CustomMetrics _metrics;
    private readonly RolloutSync _sync;
    private readonly RolloutLock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private readonly ITimer _refresh;
    private readonly ITimer _stale;
    private IDisposable? _watch;
    private DateTimeOffset _next;
    private volatile RolloutAssignment _assigned;
    private volatile bool _isDue;
    private volatile bool _isLookAsked;
    private volatile bool _isStale;
    private volatile string? _bindingProblem;

    public RolloutReconciler(RolloutPlan plan, long generation, RolloutServices services)
    {
        _assigned = RolloutAssignment.First(plan, generation);
        _services = services;
        Guard();
        _metrics = new(services);
        _sync = new(services, new(services.Router, () => _stopping.IsCancellationRequested ? null : _assigned));
        _timer = Timer(self => self.TryAsync(() => self.ReconcileAsync(null, CancellationToken.None), CancellationToken.None));
        _refresh = Timer(self => self.TryAsync(() => self.ReconcileAsync(null, CancellationToken.None, isRefresh: true), CancellationToken.None));
        _stale = Timer(self => self.TryAsync(self.CheckStaleAsync, CancellationToken.None));

        // Without what the execution context of the first caller holds, who may be anybody where there is no host.
        ITimer Timer(Func<RolloutReconciler, Task> callback)
        {
            using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
                return services.Time.CreateTimer(_ => _ = callback(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public RolloutPlan Plan => _assigned.Plan;

    public RolloutObservations Observations => _assigned.Observations;

    public RolloutStatus Status
    {
        get
        {
            var total = Observations.Total();
            return new(Plan.Name, Plan.Service, Plan.Route, Plan.Stable, Plan.Canary, [.. Plan.Steps.Select(s => s.ToString())],
                _sync.State, _sync.Problem ?? _bindingProblem, BackendTotals.Of(total.Canary), BackendTotals.Of(total.Stable))
            {
                Unstored = _sync.Unstored,
                Fleet = new(_services.Replica, _sync.IsJudge, _services.Now - _sync.ContactAt, _isStale) { Conflicts = _sync.Conflicts },
            };
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

    /// <summary>Has the evidence evaluated at once, elsewhere.</summary>
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
    public Task TryReconcileAsync(CancellationToken cancellationToken) => TryAsync(() => ReconcileAsync(null, cancellationToken), cancellationToken);

    public async Task ReconcileAsync(RolloutCommand? command, CancellationToken cancellationToken, bool isRefresh = false)
    {
        // A command too must not outlive the rollout.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        cancellationToken = either.Token;
        // Before the first read, so that no change after it is missed.
        _watch ??= _services.Store.Watch(Plan.Name, () => Set(_refresh, TimeSpan.Zero));
        // Outside the lock: a slow metric must not hold up an abort.
        var custom = await _metrics.MeasureAsync(Plan, command is null && !isRefresh && _sync.IsJudge ? _sync.State : null, cancellationToken).ConfigureAwait(false);
        var transitions = new List<RolloutTransition>();
        var running = await _lock.EnterAsync(command, cancellationToken).ConfigureAwait(false);
        var token = running.Token;
        try
        {
            _isDue &= isRefresh;
            var isLookAsked = _isLookAsked;
            _isLookAsked &= isRefresh;
            var assignment = _assigned;
            _sync.Use(assignment);
            var work = new Reconciliation(assignment.Plan, Bind(assignment.Plan), command, _services.Now) { Custom = custom, IsEarly = isLookAsked };
            await _sync.RunAsync(work, isRefresh, transitions, token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            if (command is not null)
                throw new RolloutCommandException($"{command} of rollout '{Plan.Name}' was cancelled by a more urgent command.");
        }
        finally
        {
            Guard();
            // Whoever asked was not kept waiting; the store may only have been slow.
            _isDue |= command is not null && _sync.Unstored is not null;
            Schedule(isRefresh);
            _lock.Leave(running);
            // After the lock: a handler may send a command and wait for it.
            transitions.ForEach(_services.Publish);
        }
    }

    /// <summary>Leaves what was seen last, and the lease, to the other replicas; best effort.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var running = await _lock.EnterAsync(null, cancellationToken).ConfigureAwait(false);
            try
            {
                await _sync.LeaveAsync(running.Token).ConfigureAwait(false);
            }
            finally
            {
                _lock.Leave(running);
            }
        },
        cancellationToken);

    // Elsewhere, because whoever is cancelled may go on in the thread that cancels.
    public void Dispose()
    {
        _ = _stopping.CancelAsync();
        _services.Router.Health.Release(RolloutOverlay.OwnerOf(Plan.Name));
        _watch?.Dispose();
        _timer.Dispose();
        _refresh.Dispose();
        _stale.Dispose();
    }

    private async Task TryAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
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

    // As urgent as a pause: what waits for a store that hangs gives way.
    private async Task CheckStaleAsync()
    {
        if (Plan.StaleAfter is not { } limit)
            return;
        var running = await _lock.EnterAsync(RolloutCommand.Pause, _stopping.Token).ConfigureAwait(false);
        try
        {
            // Timers may fire a little early.
            if (_services.Now - _sync.ContactAt is var age && age < limit)
                Set(_stale, limit - age);
            if (age < limit || _isStale)
                return;
            _isStale = true;
            if (Plan.WhenStale == StaleAction.Stable && _sync.TryHoldAtStable(Plan))
                RolloutLog.Stale(_services.Logger, Plan.Name, limit);
        }
        finally
        {
            _lock.Leave(running);
        }
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

    private void Schedule(bool isRefresh)
    {
        var now = _services.Now;
        // A store that tells of changes all the time must not put off what is due.
        if (!isRefresh || _next <= now)
            _next = now + (_sync.IsJudge ? Plan.Analysis.Interval : _services.Jitter(Plan.Analysis.Interval));
        var next = _sync is { State: { } state, Problem: null, IsJudge: true } && _bindingProblem is null
            ? RolloutSchedule.NextReconcile(Plan, state, now)
            : _next;
        next = next < _next ? next : _next;
        Set(_timer, _isDue ? TimeSpan.Zero : next - now);
        if (Plan.StaleAfter is not { } limit)
            return;
        _isStale &= now - _sync.ContactAt >= limit;
        if (!_isStale)
            Set(_stale, _sync.ContactAt + limit - now);
    }

    // Whole milliseconds are all that timers know.
    private void Set(ITimer timer, TimeSpan due)
    {
        if (!_stopping.IsCancellationRequested)
            timer.Change(due > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
