using Microsoft.Extensions.Logging;

namespace TrafficRouting.Rollouts;

/// <summary>What the reconcilers share.</summary>
internal sealed class RolloutServices(
    IRolloutStore store, IEnumerable<IRolloutMetric> metrics, TimeProvider time, ILogger logger)
{
    private readonly IRolloutMetric[] _metrics = [.. metrics];

    /// <summary>Gets or sets the router, which is there before the first rollout.</summary>
    public TrafficRouter Router { get; set; } = null!;

    public IRolloutStore Store { get; } = new BoundedRolloutStore(store, time);

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;

    /// <summary>Gets or sets who hears of each transition, after it was logged.</summary>
    public Action<RolloutTransition>? Transitioned { get; set; }

    /// <summary>Gets or sets who hears of each measurement, after it was logged.</summary>
    public Action<string, RolloutVerdict>? Measured { get; set; }

    public IRolloutMetric? FindMetric(string name) =>
        Array.Find(_metrics, m => string.Equals(m.Name, name, StringComparison.OrdinalIgnoreCase));

    public void Publish(RolloutTransition transition)
    {
        if (transition.To is RolloutPhase.Aborted or RolloutPhase.RolledBack)
            RolloutLog.Failed(Logger, transition.Rollout, transition.From, transition.To, transition.Message);
        else
            RolloutLog.Transitioned(Logger, transition.Rollout, transition.From, transition.To, transition.Step, transition.Weight, transition.Message);
        Transitioned?.Invoke(transition);
    }

    public void Publish(string rollout, RolloutVerdict verdict)
    {
        RolloutLog.Measured(Logger, rollout, verdict);
        Measured?.Invoke(rollout, verdict);
    }
}
