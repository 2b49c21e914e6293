using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>Adds a window to what is known. Windows of several replicas add up, in any order.</summary>
internal static class EvidenceCollector
{
    public static RolloutState Add(AnalysisPlan plan, RolloutState state, RolloutWindow window)
    {
        // Requests of an outage or of a pause are no ground for passing a step.
        var isOutage = Judge.IsOutage(plan, window);
        var ofStep = state.Phase == RolloutPhase.Analyzing && window.From >= state.StepStartedAt && !isOutage;
        return state with
        {
            CanaryRequests = state.CanaryRequests + window.Canary.Requests,
            StableRequests = state.StableRequests + window.Stable.Requests,
            StepCanaryRequests = state.StepCanaryRequests + (ofStep ? window.Canary.Requests : 0),
            StepStableRequests = state.StepStableRequests + (ofStep ? window.Stable.Requests : 0),
            Evidence = [.. plan.Metrics.Where(m => m.Tests > 0).Select(m => Add(m, Find(state.Evidence, m), window, isOutage))],
        };
    }

    /// <summary>Ends the interval of a measurement.</summary>
    public static RolloutState Close(AnalysisPlan plan, RolloutState state) => state with
    {
        Evidence = [.. state.Evidence.Select(e => e with { Comparison = e.Comparison.Close(plan.LogCap), Bound = e.Bound.Close(plan.LogCap) })],
    };

    public static MetricEvidence Find(ImmutableArray<MetricEvidence> evidence, MetricPlan metric) =>
        evidence.FirstOrDefault(e => string.Equals(e.Metric, metric.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(e.Definition, metric.Definition, StringComparison.Ordinal))
        ?? new() { Metric = metric.Name, Definition = metric.Definition };

    private static MetricEvidence Add(MetricPlan metric, MetricEvidence evidence, RolloutWindow window, bool isOutage)
    {
        if (metric.Kind == MetricKind.SuccessRate)
        {
            return AddBound(metric, evidence, window.Canary.Failing, window.Stable.Failing, isOutage) with
            {
                Comparison = Compare(metric, evidence, window.Canary.Failing, window.Stable.Failing),
            };
        }

        // The percentile is taken from earlier windows: one taken from the window itself would depend on what it is to judge.
        var reference = evidence.ReferenceBucket;
        if (metric.MaxLatency is { } limit)
        {
            var bucket = LatencyBuckets.IndexOf(limit);
            evidence = AddBound(metric, evidence, window.Canary.SlowerThan(bucket), window.Stable.SlowerThan(bucket), isOutage);
        }

        return evidence with
        {
            Comparison = reference < 0
                ? evidence.Comparison
                : Compare(metric, evidence, window.Canary.SlowerThan(reference), window.Stable.SlowerThan(reference)),
            // Fewer requests than it takes to have one beyond the percentile say nothing of it.
            ReferenceBucket = window.Stable.Successes * (1 - (metric.Percentile / 100)) >= 1 || reference < 0
                ? window.Stable.PercentileBucket(metric.Percentile)
                : reference,
        };
    }

    private static TestEvidence Compare(MetricPlan metric, MetricEvidence evidence, Proportion canary, Proportion stable) => metric.Compares
        ? evidence.Comparison with { Ratios = Evidence.Compare(evidence.Comparison.Ratios, canary, stable, metric.Tolerance) }
        : evidence.Comparison;

    // A window of an outage, or in which the stable backend misses the bound too, says nothing about the canary.
    private static MetricEvidence AddBound(MetricPlan metric, MetricEvidence evidence, Proportion canary, Proportion stable, bool isOutage) =>
        metric.Bound is { } bound && stable.Share <= bound && !isOutage
            ? evidence with { Bound = evidence.Bound with { Ratios = Evidence.Bound(evidence.Bound.Ratios, canary, bound) } }
            : evidence;
}
