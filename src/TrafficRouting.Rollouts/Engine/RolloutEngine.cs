using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Rollouts;

/// <summary>Runs all rollouts of the process: starts them, follows loads of the configuration and the route table, takes commands.</summary>
internal sealed class RolloutEngine : IRolloutController, IDisposable
{
    private readonly RolloutObservationHub _hub;
    private readonly RolloutServices _services;
    private readonly RolloutTelemetry _telemetry;
    private volatile SortedDictionary<string, RolloutReconciler> _rollouts = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isStarted;

    public RolloutEngine(
        RolloutObservationHub hub,
        IRolloutStore store,
        IEnumerable<IRolloutMetric> metrics,
        IMeterFactory meters,
        TimeProvider time,
        ILogger<RolloutEngine> logger,
        RandomSource? random = null,
        string table = "")
    {
        _hub = hub;
        _telemetry = new(meters, List, logger, table);
        _services = new(store, metrics, time, random ?? RandomSource.Shared, logger)
        {
            Transitioned = OnTransition,
            Measured = _telemetry.Count,
            Conflict = _telemetry.CountConflict,
            Forgotten = _telemetry.CountForgotten,
        };
    }

    public event EventHandler<RolloutTransitionedEventArgs>? Transitioned;

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_isStarted)
            return Task.CompletedTask;
        _isStarted = true;
        _services.Router.TableChanged += OnTableChanged;
        return Task.WhenAll(_rollouts.Values.Select(r => r.TryReconcileAsync(cancellationToken)));
    }

    /// <summary>Tells the router, before the first load.</summary>
    public void Attach(TrafficRouter router) => _services.Router = router;

    /// <summary>Takes the plans of a load. Called under the router's lock, which orders the loads; only notes what is to be done.</summary>
    public void Accept(IEnumerable<RolloutPlan> plans, RouteTable table, long generation)
    {
        var rollouts = new SortedDictionary<string, RolloutReconciler>(StringComparer.OrdinalIgnoreCase);
        var due = new List<RolloutReconciler>();
        foreach (var plan in plans)
        {
            var isKnown = _rollouts.TryGetValue(plan.Name, out var reconciler);
            reconciler ??= new(plan, generation, _services);
            rollouts[plan.Name] = reconciler;
            if (!isKnown || reconciler.Assign(plan, generation) || reconciler.IsConcernedBy(table))
                due.Add(reconciler);
        }

        foreach (var gone in _rollouts.Values.Where(r => !rollouts.ContainsKey(r.Plan.Name)))
            gone.Dispose();
        _rollouts = rollouts;
        _hub.Replace(rollouts.Values.Select(r => r.Observations));
        if (_isStarted)
            due.ForEach(r => r.RequestReconcile());
    }

    public IReadOnlyList<RolloutStatus> List() => [.. _rollouts.Values.Select(r => r.Status)];

    public RolloutStatus? Find(string rollout) => _rollouts.GetValueOrDefault(rollout)?.Status;

    public async Task<RolloutStatus> SendAsync(string rollout, RolloutCommand command, CancellationToken cancellationToken = default)
    {
        if (!_rollouts.TryGetValue(rollout, out var reconciler))
            throw new KeyNotFoundException($"There is no rollout '{rollout}'. There is: {string.Join(", ", _rollouts.Keys.DefaultIfEmpty("none"))}.");
        await reconciler.ReconcileAsync(command, cancellationToken).ConfigureAwait(false);
        return reconciler.Status;
    }

    /// <summary>Leaves what was seen last, and the lease, to the other replicas.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_rollouts.Values.Select(r => r.LeaveAsync(cancellationToken)));

    public void Dispose()
    {
        if (_isStarted)
            _services.Router.TableChanged -= OnTableChanged;
        foreach (var reconciler in _rollouts.Values)
            reconciler.Dispose();
    }

    private void OnTableChanged(object? sender, EventArgs e)
    {
        foreach (var reconciler in _rollouts.Values.Where(r => r.IsConcernedBy(_services.Router.Table)))
            reconciler.RequestReconcile();
    }

    private void OnTransition(RolloutTransition transition)
    {
        _telemetry.Count(transition);
        try
        {
            Transitioned?.Invoke(this, new(transition));
        }
        catch (Exception e)
        {
            RolloutLog.HandlerFailed(_services.Logger, transition.Rollout, e);
        }
    }
}
