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
        var counted = ofStep ? window.Strata.Where(s => !Judge.IsOutage(plan, s)).ToArray() : [];
        var compared = Array.FindAll(counted, s => s.IsCompared);
        return state with
        {
            CanaryRequests = state.CanaryRequests + window.Canary.Requests,
            StableRequests = state.StableRequests + window.Stable.Requests,
            CanaryFailures = state.CanaryFailures + window.Canary.Failures,
            StableFailures = state.StableFailures + window.Stable.Failures,
            StepCanaryRequests = state.StepCanaryRequests + counted.Sum(s => s.Canary.Requests),
            StepComparedRequests = state.StepComparedRequests + compared.Sum(s => s.Canary.Requests),
            StepStableRequests = state.StepStableRequests + compared.Sum(s => s.Stable.Requests),
            Evidence = [.. plan.Metrics.Where(m => m.Tests.Length > 0).Select(m => Add(plan, m, Find(state.Evidence, m), window, isOutage))],
        };
    }

    /// <summary>Ends the interval of a measurement.</summary>
    public static RolloutState Close(AnalysisPlan plan, RolloutState state) => state with
    {
        Evidence =
        [
            .. plan.Metrics.Where(m => m.Tests.Length > 0).Select(metric =>
            {
                var evidence = Find(state.Evidence, metric);
                return evidence with { Tests = metric.Tests.ToImmutableDictionary(t => t.Kind, t => evidence.Of(t.Kind).Close(t.LogCap)) };
            }),
        ],
    };

    public static MetricEvidence Find(ImmutableArray<MetricEvidence> evidence, MetricPlan metric) =>
        evidence.FirstOrDefault(e => string.Equals(e.Metric, metric.Name, StringComparison.OrdinalIgnoreCase) && string.Equals(e.Definition, metric.Definition, StringComparison.Ordinal))
        ?? new() { Metric = metric.Name, Definition = metric.Definition };

    private static MetricEvidence Add(AnalysisPlan plan, MetricPlan metric, MetricEvidence evidence, RolloutWindow window, bool isOutage)
    {
        var tests = metric.Tests.ToImmutableDictionary(t => t.Kind, t => Add(plan, metric, t.Kind, evidence, window, isOutage));
        // The percentile is taken from earlier windows: one taken from the window itself would depend on what it is to judge.
        // Fewer requests than it takes to have one beyond the percentile say nothing of it.
        var tellsPercentile = window.Stable.Successes * (1 - (metric.Percentile / 100)) >= 1 || evidence.ReferenceBucket < 0;
        return evidence with
        {
            Tests = tests,
            ReferenceBucket = metric.Kind == MetricKind.Latency && tellsPercentile ? window.Stable.PercentileBucket(metric.Percentile) : evidence.ReferenceBucket,
        };
    }

    private static TestEvidence Add(AnalysisPlan plan, MetricPlan metric, EvidenceKind kind, MetricEvidence evidence, RolloutWindow window, bool isOutage)
    {
        var known = evidence.Of(kind);
        // A window of an outage, or in which the stable backend misses the bound too, says nothing about the canary.
        if (kind == EvidenceKind.Bound && (isOutage || MetricEvents.Of(metric, kind, window.Canary, window.Stable, -1).Stable.Share > metric.Bound))
            return known;
        var ratios = known.Ratios;
        foreach (var stratum in window.Strata)
        {
            if (kind == EvidenceKind.Bound && Judge.IsOutage(plan, stratum))
                continue;
            var (canary, stable) = MetricEvents.Of(metric, kind, stratum.Canary, stratum.Stable, evidence.ReferenceBucket);
            ratios = kind == EvidenceKind.Bound ? Evidence.Bound(ratios, canary, metric.Bound!.Value) : Evidence.Compare(ratios, canary, stable, metric.Tolerance);
        }

        return known with { Ratios = ratios };
    }
}
