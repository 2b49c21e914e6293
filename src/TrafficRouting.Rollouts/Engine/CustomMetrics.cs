using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>Asks the registered metrics of a rollout when a measurement is due.</summary>
internal sealed class CustomMetrics(RolloutServices services)
{
    private static readonly ImmutableDictionary<string, CustomReading> None =
        ImmutableDictionary.Create<string, CustomReading>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the readings, or null when a measurement would need readings but none is due.</summary>
    public async ValueTask<ImmutableDictionary<string, CustomReading>?> MeasureAsync(RolloutPlan plan, RolloutState? state, CancellationToken cancellationToken)
    {
        var metrics = plan.Analysis.Metrics.Where(m => m.Kind == MetricKind.Custom).ToList();
        if (metrics.Count == 0)
            return None;
        var now = services.Now;
        if (state is null || !RolloutMachine.IsJudged(plan.Analysis, state) || RolloutSchedule.Measurement(plan, state) > now)
            return null;

        // What passes a step is of the step; else the last may just have begun.
        var since = state.Phase == RolloutPhase.Analyzing ? state.StepStartedAt : state.StartedAt;
        var from = state.MeasuredAt > since ? state.MeasuredAt.Value : since;
        var readings = None;
        foreach (var metric in metrics)
            readings = readings.SetItem(metric.Name, await ReadAsync(plan, metric.Name, from, now, cancellationToken).ConfigureAwait(false));
        return readings;
    }

    private async Task<CustomReading> ReadAsync(RolloutPlan plan, string name, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (services.FindMetric(name) is not { } metric)
            return new(null, null, $"no metric named '{name}' is registered");
        var isLate = false;
        try
        {
            var reading = new CustomReading(await MeasureAsync(plan.Canary).ConfigureAwait(false), await MeasureAsync(plan.Stable).ConfigureAwait(false), null);
            return double.IsFinite(reading.Canary ?? 0) && double.IsFinite(reading.Stable ?? 0) ? reading : new(null, null, "its value is no finite number");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            RolloutLog.MetricFailed(services.Logger, plan.Name, name, e);
            return new(null, null, isLate ? "it took longer than an interval" : $"it failed with {e.GetType().Name}");
        }

        // A metric that ignores its token must not hold up the rollout for ever.
        async Task<double?> MeasureAsync(string backend)
        {
            var value = metric.MeasureAsync(new(plan.Name, plan.Service, plan.Route, backend, from, to), cancellationToken).AsTask();
            try
            {
                return await value.WaitAsync(plan.Analysis.Interval, services.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // What it asks may have a timeout of its own.
                isLate = !value.IsCompleted;
                throw;
            }
        }
    }
}
