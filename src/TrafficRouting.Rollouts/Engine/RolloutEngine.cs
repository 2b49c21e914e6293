using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace TrafficRouting.Rollouts;

/// <summary>Runs all rollouts of the process: starts them, follows loads of the configuration and the route table, takes commands.</summary>
internal sealed class RolloutEngine : IRolloutController, IDisposable
{
    private readonly RolloutObservationHub _hub;
    private readonly RolloutServices _services;
    private readonly RolloutTelemetry _telemetry;
    private volatile SortedDictionary<string, RolloutRunner> _runners = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool _isStarted;

    public RolloutEngine(
        RolloutObservationHub hub,
        IRolloutStore store,
        IEnumerable<IRolloutMetric> metrics,
        IMeterFactory meters,
        TimeProvider time,
        ILogger<RolloutEngine> logger)
    {
        _hub = hub;
        _telemetry = new(meters, List, logger);
        _services = new(store, metrics, time, logger) { Transitioned = OnTransition, Measured = _telemetry.Count };
    }

    public event EventHandler<RolloutTransitionedEventArgs>? Transitioned;

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_isStarted)
            return Task.CompletedTask;
        _isStarted = true;
        _services.Router.TableChanged += OnTableChanged;
        return Task.WhenAll(_runners.Values.Select(r => r.LookSafelyAsync(cancellationToken)));
    }

    /// <summary>Tells the router, before the first load.</summary>
    public void Attach(TrafficRouter router) => _services.Router = router;

    /// <summary>Takes the plans of a load. Called under the router's lock, which orders the loads; only notes what is to be done.</summary>
    public void Accept(IEnumerable<RolloutPlan> plans, RouteTable table, long generation)
    {
        var runners = new SortedDictionary<string, RolloutRunner>(StringComparer.OrdinalIgnoreCase);
        var due = new List<RolloutRunner>();
        foreach (var plan in plans)
        {
            var isKnown = _runners.TryGetValue(plan.Name, out var runner);
            runner ??= new(plan, generation, _services);
            runners[plan.Name] = runner;
            if (!isKnown || runner.Assign(plan, generation) || runner.IsConcernedBy(table))
                due.Add(runner);
        }

        foreach (var gone in _runners.Values.Where(r => !runners.ContainsKey(r.Plan.Name)))
            gone.Dispose();
        _runners = runners;
        _hub.Replace(runners.Values.Select(r => r.Observations));
        if (_isStarted)
            due.ForEach(r => r.LookSoon());
    }

    public IReadOnlyList<RolloutStatus> List() => [.. _runners.Values.Select(r => r.Status)];

    public RolloutStatus? Find(string rollout) => _runners.GetValueOrDefault(rollout)?.Status;

    public async Task<RolloutStatus> SendAsync(string rollout, RolloutCommand command, CancellationToken cancellationToken = default)
    {
        if (!_runners.TryGetValue(rollout, out var runner))
            throw new KeyNotFoundException($"There is no rollout '{rollout}'. There is: {string.Join(", ", _runners.Keys.DefaultIfEmpty("none"))}.");
        await runner.LookAsync(command, cancellationToken).ConfigureAwait(false);
        return runner.Status;
    }

    public void Dispose()
    {
        if (_isStarted)
            _services.Router.TableChanged -= OnTableChanged;
        foreach (var runner in _runners.Values)
            runner.Dispose();
    }

    private void OnTableChanged(object? sender, EventArgs e)
    {
        foreach (var runner in _runners.Values.Where(r => r.IsConcernedBy(_services.Router.Table)))
            runner.LookSoon();
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
