using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>Adds a window to what is known. Windows of several replicas add up, in any order.</summary>
internal static class EvidenceCollector
{
    public static RolloutState Add(AnalysisPlan plan, RolloutState state, RolloutWindow window)
    {
        // Requests of an outage or of a pause are no ground for passing a step.
        var ofStep = state.Phase == RolloutPhase.Analyzing && window.From >= state.StepStartedAt && !Judge.IsOutage(plan, window);
        return state with
        {
            CanaryRequests = state.CanaryRequests + window.Canary.Requests,
            StableRequests = state.StableRequests + window.Stable.Requests,
            StepCanaryRequests = state.StepCanaryRequests + (ofStep ? window.Canary.Requests : 0),
            StepStableRequests = state.StepStableRequests + (ofStep ? window.Stable.Requests : 0),
            Evidence = [.. plan.Metrics.Where(m => m.Tests > 0).Select(m => Add(m, Find(state.Evidence, m), window))],
        };
    }

    public static MetricEvidence Find(ImmutableArray<MetricEvidence> evidence, MetricPlan metric) =>
        evidence.FirstOrDefault(e => string.Equals(e.Metric, metric.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(e.Definition, metric.Definition, StringComparison.Ordinal))
        ?? new() { Metric = metric.Name, Definition = metric.Definition };

    private static MetricEvidence Add(MetricPlan metric, MetricEvidence evidence, RolloutWindow window)
    {
        if (metric.Kind == MetricKind.SuccessRate)
        {
            return AddBound(metric, evidence, window.Canary.Failing, window.Stable.Failing) with
            {
                Comparison = Compare(metric, evidence, window.Canary.Failing, window.Stable.Failing),
            };
        }

        // The percentile is taken from earlier windows: one taken from the window itself would depend on what it is to judge.
        var reference = evidence.ReferenceBucket;
        if (metric.MaxLatency is { } limit)
        {
            var bucket = LatencyBuckets.IndexOf(limit);
            evidence = AddBound(metric, evidence, window.Canary.SlowerThan(bucket), window.Stable.SlowerThan(bucket));
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

    private static ImmutableArray<double> Compare(MetricPlan metric, MetricEvidence evidence, Proportion canary, Proportion stable) =>
        metric.Compares ? Evidence.Compare(evidence.Comparison, canary, stable, metric.Tolerance) : evidence.Comparison;

    // A window in which the stable backend misses the bound too says nothing about the canary.
    private static MetricEvidence AddBound(MetricPlan metric, MetricEvidence evidence, Proportion canary, Proportion stable) =>
        metric.Bound is { } bound && stable.Share <= bound
            ? evidence with { Bound = Evidence.Bound(evidence.Bound, canary, bound) }
            : evidence;
}
