using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TrafficRouting.Rollouts;

/// <summary>Runs all rollouts of the process: starts them, follows their configuration and the routing table, takes commands.</summary>
internal sealed class RolloutEngine : IRolloutController, IDisposable
{
    private readonly RolloutConfiguration _configuration;
    private readonly RolloutObservationHub _hub;
    private readonly RolloutServices _services;
    private readonly RolloutTelemetry _telemetry;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile SortedDictionary<string, RolloutRunner> _runners = new(StringComparer.OrdinalIgnoreCase);
    private IDisposable? _reloads;

    public RolloutEngine(
        RolloutConfiguration configuration,
        RolloutObservationHub hub,
        TrafficRouter router,
        IRolloutStore store,
        IEnumerable<IRolloutMetric> metrics,
        IMeterFactory meters,
        TimeProvider time,
        ILogger<RolloutEngine> logger)
    {
        _configuration = configuration;
        _hub = hub;
        _telemetry = new(meters, List, logger);
        _services = new(router, store, metrics, time, logger) { Transitioned = OnTransition, Measured = _telemetry.Count };
    }

    public event EventHandler<RolloutTransitionedEventArgs>? Transitioned;

    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_reloads is not null)
                return;
            await TakeAsync(_configuration.Read(), cancellationToken).ConfigureAwait(false);
            await ThrowIfUnboundAsync(cancellationToken).ConfigureAwait(false);
            _services.Router.TableChanged += OnTableChanged;
            _reloads = _configuration.OnChange(plans => _ = RetakeAsync(plans));
        }
        finally
        {
            _gate.Release();
        }
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
        _services.Router.TableChanged -= OnTableChanged;
        _reloads?.Dispose();
        foreach (var runner in _runners.Values)
            runner.Dispose();
    }

    // Overlays of rollouts that are gone go first, so that a route can pass from one rollout to another.
    private async Task TakeAsync(IReadOnlyCollection<RolloutPlan> plans, CancellationToken cancellationToken)
    {
        var runners = new SortedDictionary<string, RolloutRunner>(StringComparer.OrdinalIgnoreCase);
        foreach (var gone in _runners.Values.Where(r => plans.All(p => !Same(p.Name, r.Plan.Name))))
            await gone.StopAsync(cancellationToken).ConfigureAwait(false);

        foreach (var plan in plans)
        {
            if (_runners.TryGetValue(plan.Name, out var runner))
                await runner.ReplanAsync(plan, cancellationToken).ConfigureAwait(false);
            runners[plan.Name] = runner ?? new(plan, _services);
        }

        _runners = runners;
        _hub.Replace(runners.Values.Select(r => r.Observations));
        foreach (var runner in runners.Values)
            await runner.LookSafelyAsync(cancellationToken).ConfigureAwait(false);
    }

    // A rollout that never began cannot have lost its backends to a reload: it is configured wrongly.
    private async Task ThrowIfUnboundAsync(CancellationToken cancellationToken)
    {
        var problems = _runners.Values.Select(r => r.Status)
            .Where(s => s is { Problem: not null, State.Phase: RolloutPhase.Pending })
            .Select(s => $"{_configuration.PathOf(s.Name)}: {s.Problem}.").ToList();
        if (problems.Count == 0)
            return;
        await TakeAsync([], cancellationToken).ConfigureAwait(false);
        throw new OptionsValidationException(nameof(RolloutsOptions), typeof(RolloutsOptions), problems);
    }

    private async Task RetakeAsync(IReadOnlyCollection<RolloutPlan> plans)
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            await TakeAsync(plans, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RolloutLog.Refused(_services.Logger, e);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void OnTableChanged(object? sender, EventArgs e)
    {
        foreach (var runner in _runners.Values.Where(r => r.IsConcernedBy(_services.Router.Table)))
            _ = runner.LookSafelyAsync(CancellationToken.None);
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

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
