using Microsoft.Extensions.Logging;

namespace TrafficRouting.Rollouts;

internal static partial class RolloutLog
{
    [LoggerMessage(1, LogLevel.Information, "Rollout {Rollout}: {From} -> {To} at step {Step}, canary weight {Weight}: {Message}")]
    public static partial void Transitioned(ILogger logger, string rollout, RolloutPhase from, RolloutPhase to, int step, double weight, string message);

    [LoggerMessage(2, LogLevel.Warning, "Rollout {Rollout}: {From} -> {To}, all traffic on the stable backend: {Message}")]
    public static partial void Failed(ILogger logger, string rollout, RolloutPhase from, RolloutPhase to, string message);

    [LoggerMessage(3, LogLevel.Information, "Rollout {Rollout} continues: {Phase} at step {Step}, canary weight {Weight}")]
    public static partial void Continues(ILogger logger, string rollout, RolloutPhase phase, int step, double weight);

    [LoggerMessage(4, LogLevel.Debug, "Rollout {Rollout} measured: {Verdict}")]
    public static partial void Measured(ILogger logger, string rollout, RolloutVerdict verdict);

    [LoggerMessage(5, LogLevel.Warning, "Rollout {Rollout} cannot go on: {Problem}")]
    public static partial void Unbound(ILogger logger, string rollout, string problem);

    [LoggerMessage(6, LogLevel.Error, "Rollout {Rollout} cannot use its store, so it does not advance until it can")]
    public static partial void StoreFailed(ILogger logger, string rollout, Exception exception);

    [LoggerMessage(8, LogLevel.Error, "A handler of the event Transitioned failed for rollout {Rollout}")]
    public static partial void HandlerFailed(ILogger logger, string rollout, Exception exception);

    [LoggerMessage(9, LogLevel.Error, "Reconciling rollout {Rollout} failed; it is tried again after an interval")]
    public static partial void ReconcileFailed(ILogger logger, string rollout, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "A listener of the metric {Instrument} failed")]
    public static partial void ListenerFailed(ILogger logger, string instrument, Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "Metric {Metric} of rollout {Rollout} could not be measured")]
    public static partial void MetricFailed(ILogger logger, string rollout, string metric, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "The store of rollout {Rollout} forgot what this replica remembers ({Phase}, attempt {Attempt}); it is written back")]
    public static partial void Restored(ILogger logger, string rollout, RolloutPhase phase, int attempt);

    [LoggerMessage(13, LogLevel.Warning, "What replica {Replica} reports of rollout {Rollout} is left out: {Reason}")]
    public static partial void EvidenceRefused(ILogger logger, string rollout, string replica, string reason);

    [LoggerMessage(14, LogLevel.Warning, "Rollout {Rollout} is run by another configuration: {Problem}")]
    public static partial void OtherConfiguration(ILogger logger, string rollout, string problem);

    [LoggerMessage(15, LogLevel.Error, "Rollout {Rollout} has not reached its store for {Stale} and sends all traffic to the stable backend until it does")]
    public static partial void Stale(ILogger logger, string rollout, TimeSpan stale);
}
