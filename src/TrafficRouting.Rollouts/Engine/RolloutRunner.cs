using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Looks after one rollout: on each look it reads the shared state, feeds it what was observed and asked, writes it back
/// by compare and swap, and lays the outcome over the route. Looks come one at a time.
/// </summary>
internal sealed class RolloutRunner : IDisposable
{
    private const int MostConflicts = 20;

    private readonly RolloutServices _services;
    private readonly CustomMetrics _metrics;
    private readonly RolloutWriter _writer;
    private readonly RolloutRoute _route;
    private readonly RolloutGate _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private RolloutAssignment _current;
    private RolloutInput.Ended? _owed;
    private bool _mayRestart = true;
    private volatile RolloutAssignment _assigned;
    private volatile bool _isDue;
    private volatile RolloutState? _state;
    private volatile string? _storeProblem;
    private volatile string? _bindingProblem;

    public RolloutRunner(RolloutPlan plan, long generation, RolloutServices services)
    {
        _current = _assigned = RolloutAssignment.First(plan, generation);
        _services = services;
        _metrics = new(services);
        _writer = new(services.Store);
        _route = new(services.Router, () => _stopping.IsCancellationRequested ? null : _assigned);
        _timer = services.Time.CreateTimer(static runner => _ = ((RolloutRunner)runner!).LookSafelyAsync(CancellationToken.None), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public RolloutPlan Plan => _assigned.Plan;

    public RolloutObservations Observations => _assigned.Observations;

    public RolloutStatus Status
    {
        get
        {
            var (canary, stable) = Observations.Total();
            return new(Plan.Name, Plan.Service, Plan.Route, Plan.Stable, Plan.Canary, [.. Plan.Steps.Select(s => s.ToString())],
                _state, _storeProblem ?? _bindingProblem, Totals(canary), Totals(stable));
        }
    }

    /// <summary>Takes what another load says; it comes into force with the next look.</summary>
    /// <returns>Whether the plan changed.</returns>
    public bool Assign(RolloutPlan plan, long generation)
    {
        var before = _assigned;
        _assigned = before.Next(plan, generation);
        return !ReferenceEquals(before.Plan, plan);
    }

    /// <summary>Has a look made at once, elsewhere.</summary>
    public void LookSoon()
    {
        _isDue = true;
        if (!_stopping.IsCancellationRequested)
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Tells whether a new table takes away what the rollout needs, or brings it back.</summary>
    public bool IsConcernedBy(RouteTable table) => !string.Equals(RolloutBinding.Problem(Plan, table), _bindingProblem, StringComparison.Ordinal);

    /// <summary>Looks; what goes wrong is logged.</summary>
    public async Task LookSafelyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(null, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested || _stopping.IsCancellationRequested)
        {
            // Stopped meanwhile.
        }
        catch (Exception e)
        {
            RolloutLog.LookFailed(_services.Logger, Plan.Name, e);
        }
    }

    public async Task LookAsync(RolloutCommand? command, CancellationToken cancellationToken)
    {
        // A command too must not outlive the rollout.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stopping.Token);
        cancellationToken = either.Token;
        // Outside the gate: a slow metric must not hold up an abort.
        var custom = await _metrics.MeasureAsync(Plan, command is null ? _state : null, cancellationToken).ConfigureAwait(false);
        var happened = new List<RolloutTransition>();
        await (command == RolloutCommand.Abort ? _gate.EnterForAbortAsync(cancellationToken) : _gate.EnterAsync(cancellationToken)).ConfigureAwait(false);
        using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _gate.SetUnderWay(look);
        try
        {
            _isDue = false;
            Adopt();
            await AdvanceAsync(command, custom, happened, look.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (look.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            if (command is not null)
                throw new RolloutCommandException($"{command} of rollout '{Plan.Name}' gave way to an abort.");
        }
        finally
        {
            _gate.SetUnderWay(null);
            Schedule();
            _gate.Leave();
            // After the gate: a handler may send a command and wait for it.
            happened.ForEach(_services.Publish);
        }
    }

    // Elsewhere, because whoever is cancelled may go on in the thread that cancels.
    public void Dispose()
    {
        _ = _stopping.CancelAsync();
        _timer.Dispose();
    }

    private void Adopt()
    {
        var next = _assigned;
        if (!string.Equals(next.Plan.Identity, _current.Plan.Identity, StringComparison.Ordinal))
            _writer.Forget();
        _mayRestart |= !ReferenceEquals(next.Plan, _current.Plan) && (_state is null || !RolloutMachine.Fits(next.Plan, _state));
        _current = next;
    }

    private async Task AdvanceAsync(RolloutCommand? command, ImmutableDictionary<string, CustomReading>? custom, List<RolloutTransition> happened, CancellationToken cancellationToken)
    {
        var now = _services.Time.GetUtcNow();
        var look = new RolloutLook(_current.Plan, Bind(), _owed, new(_current.Observations.Peek(now), custom), command, now);
        // In force before the store is asked, which may take its time.
        if (command == RolloutCommand.Abort && (_state is null || RolloutMachine.Fits(_current.Plan, _state)) && look.Fold(_state) is { Refusal: null } ahead)
            Apply(ahead.State);

        RolloutFold fold;
        try
        {
            fold = await ExchangeAsync(look, happened, cancellationToken).ConfigureAwait(false);
            _storeProblem = null;
        }
        catch (Exception e) when (e is not RolloutCommandException && !cancellationToken.IsCancellationRequested)
        {
            var refusal = GoOnWithoutStore(look, e, happened).Refusal;
            if (command is null)
                return;
            if (refusal is not null)
                throw new RolloutCommandException(refusal);
            throw e as RolloutStoreException ?? new RolloutStoreException($"The store of rollout '{_current.Plan.Name}' cannot be used: {e.Message}", e);
        }

        _current.Observations.Commit(look.Observed.Window);
        Apply(fold.State);
        happened.AddRange(fold.Transitions.Where(t => !IsKnown(t, look.Owed)));
        // Only now: what was observed must not be lost, nor its verdict be put off, because a person asked for the impossible.
        if (fold.Refusal is not null)
            throw new RolloutCommandException(fold.Refusal);
    }

    private static bool IsKnown(RolloutTransition transition, RolloutInput.Ended? owed) =>
        transition.To == owed?.Phase && string.Equals(transition.Message, owed.Reason, StringComparison.Ordinal);

    private async Task<RolloutFold> ExchangeAsync(RolloutLook look, List<RolloutTransition> happened, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; conflicts < MostConflicts; conflicts++)
        {
            var kept = await _services.Store.ReadAsync(_current.Plan.Name, cancellationToken).ConfigureAwait(false);
            Settle(look, kept);
            Learn(kept, look.Now, happened);
            if (kept is not null && !_mayRestart && !RolloutMachine.Fits(_current.Plan, kept))
                return Follow(kept, look);
            var fold = look.Fold(kept);
            // What ends badly is in force before it is written.
            if (RolloutMachine.HasFailed(fold.State))
                Apply(fold.State);
            if (ReferenceEquals(fold.State, kept))
            {
                (_state, _owed, _mayRestart) = (kept, null, false);
                return fold;
            }

            // What never began leaves no trace in the store.
            if (kept is null && look.Problem is not null)
            {
                _state = fold.State;
                return fold;
            }

            var next = fold.State with { Version = (kept?.Version ?? 0) + 1 };
            if (!await _writer.TryWriteAsync(next, look.Observed.Window, cancellationToken).ConfigureAwait(false))
                continue;
            (_state, _owed, _mayRestart) = (next, null, false);
            if (next.LastMeasurement is { } measurement && measurement.At == look.Now)
                _services.Publish(_current.Plan.Name, measurement.Verdict);
            return fold;
        }

        throw new RolloutStoreException($"The state of rollout '{_current.Plan.Name}' was changed by others {MostConflicts} times in a row.");
    }

    private void Settle(RolloutLook look, RolloutState? kept)
    {
        if (_writer.TakeWritten(kept) is not { } window)
            return;
        _current.Observations.Commit(window);
        look.Observed = look.Observed with { Window = _current.Observations.Peek(look.Now) };
    }

    // While a changed configuration makes its way through the replicas, those that have it lead. Were this one to restart the rollout
    // by its own steps, the two would restart it in turn for ever.
    private RolloutFold Follow(RolloutState kept, RolloutLook look)
    {
        _bindingProblem = "another replica runs this rollout by another configuration; this one follows its weight until its own changes";
        return look.Command is { } command
            ? throw new RolloutCommandException($"{command} is refused here: {_bindingProblem}.")
            : new(_current.Plan, kept, look.Now);
    }

    // Without its store a rollout does not advance, but a bad canary is still taken out; the store learns of it later.
    private RolloutFold GoOnWithoutStore(RolloutLook look, Exception cause, List<RolloutTransition> happened)
    {
        if (_storeProblem is null)
            RolloutLog.StoreFailed(_services.Logger, _current.Plan.Name, cause);
        _storeProblem = cause.Message;
        var fold = look.Fold(_state);
        var isNews = RolloutMachine.HasFailed(fold.State) && !(_state is { } known && RolloutMachine.HasFailed(known));
        if (!isNews || _owed is not null)
            return fold;
        _owed = new(fold.State.Phase, fold.State.Message);
        Apply(fold.State);
        if (_state is not null)
            _state = fold.State;
        happened.AddRange(fold.Transitions);
        return fold;
    }

    // Other replicas may have moved the rollout meanwhile, or an earlier life of this process.
    private void Learn(RolloutState? kept, DateTimeOffset now, List<RolloutTransition> happened)
    {
        // What the store has yet to learn outweighs what it knows.
        if (_owed is not null)
            return;
        if (kept is not null && _state is null)
            RolloutLog.Continues(_services.Logger, _current.Plan.Name, kept.Phase, kept.Step, kept.Weight);
        else if (kept is not null && RolloutFold.Between(_state!, kept, now) is { } transition)
            happened.Add(transition);
        _state = kept;
    }

    private string? Bind()
    {
        var problem = RolloutBinding.Problem(_current.Plan, _services.Router.Table);
        if (problem is not null && !string.Equals(problem, _bindingProblem, StringComparison.Ordinal))
            RolloutLog.Unbound(_services.Logger, _current.Plan.Name, problem);
        return _bindingProblem = problem;
    }

    private void Apply(RolloutState state) => _route.Apply(_current.Plan, state, isBound: _bindingProblem is null);

    private void Schedule()
    {
        if (_stopping.IsCancellationRequested)
            return;
        var now = _services.Time.GetUtcNow();
        var next = _state is { } state && _storeProblem is null && _bindingProblem is null
            ? RolloutSchedule.NextLook(_current.Plan, state, now)
            : now + _current.Plan.Analysis.Interval;
        _timer.Change(_isDue ? TimeSpan.Zero : next - now, Timeout.InfiniteTimeSpan);
    }

    private static BackendTotals Totals(BackendWindow window) =>
        new(window.Requests, window.Failures, window.Percentile(50), window.Percentile(99));
}
