using Microsoft.Extensions.Logging;

namespace TrafficRouting.Rollouts;

/// <summary>What the reconcilers share.</summary>
internal sealed class RolloutServices(
    IRolloutStore store, IEnumerable<IRolloutMetric> metrics, TimeProvider time, RandomSource random, ILogger logger)
{
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private readonly long _beganAt = time.GetTimestamp();
    private readonly IRolloutMetric[] _metrics = [.. metrics];

    /// <summary>Gets or sets the router, which is there before the first rollout.</summary>
    public TrafficRouter Router { get; set; } = null!;

    public BoundedRolloutStore Store { get; } = new(store, time);

    public TimeProvider Time { get; } = time;

    /// <summary>Gets the time of day by a clock that nobody puts forward or back: the engine goes by the time that passes.</summary>
    public DateTimeOffset Now => _began + Time.GetElapsedTime(_beganAt);

    /// <summary>Gets the name of this process among the replicas; another one after each start.</summary>
    public string Replica { get; } = ReplicaName.Create(random);

    public ILogger Logger { get; } = logger;

    /// <summary>Gets or sets who hears of each transition, after it was logged.</summary>
    public Action<RolloutTransition>? Transitioned { get; set; }

    /// <summary>Gets or sets who hears of each measurement, after it was logged.</summary>
    public Action<string, RolloutVerdict>? Measured { get; set; }

    /// <summary>Gets or sets who hears of a write that another replica was faster with.</summary>
    public Action<string>? Conflict { get; set; }

    /// <summary>Gets or sets who hears of a store that forgot, after it was logged.</summary>
    public Action<string>? Forgotten { get; set; }

    /// <summary>Spreads a time by a tenth, so that replicas do not ask at the same moment.</summary>
    public TimeSpan Jitter(TimeSpan time) => time * (0.9 + (0.2 * (random.NextUInt64() / (double)ulong.MaxValue)));

    public void Conflicted(string rollout) => Conflict?.Invoke(rollout);

    public void Restored(string rollout, RolloutState state)
    {
        RolloutLog.Restored(Logger, rollout, state.Phase, state.Attempt);
        Forgotten?.Invoke(rollout);
    }

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
