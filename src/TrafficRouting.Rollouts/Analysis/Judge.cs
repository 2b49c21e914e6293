using System.Collections.Immutable;
using System.Globalization;

namespace TrafficRouting.Rollouts;

/// <summary>Says what the evidence amounts to. A measurement is as bad as its worst metric.</summary>
internal static class Judge
{
    private const int MinRequestsForOutage = 10;

    // Capped factors whose product is the threshold may miss it by a rounding.
    private const double Rounding = 1e-9;

    public static RolloutMeasurement Measure(
        AnalysisPlan plan, RolloutState state, RolloutWindow window, ImmutableDictionary<string, CustomReading> custom, DateTimeOffset now)
    {
        var outage = IsOutage(plan, window);
        var results = plan.Metrics.Select(metric =>
        {
            var result = metric.Kind == MetricKind.Custom
                ? CustomJudge.Judge(metric, custom.GetValueOrDefault(metric.Name) ?? new(null, null, null))
                : Statistical(plan, metric, state, window);
            // An outage suspends bounds and passing, but evidence against the canary beside the stable backend holds in it too.
            return outage && !(metric.Kind != MetricKind.Custom && result.Verdict == RolloutVerdict.Failed)
                ? result with { Verdict = RolloutVerdict.Inconclusive, Reason = $"the stable backend fails {Percent(window.Stable.Failing.Share)} itself: an outage of something shared" }
                : result;
        }).ToImmutableArray();
        return new(now, results.Max(r => r.Verdict), results);
    }

    /// <summary>Tells whether so much fails on the stable backend too that something shared must be out.</summary>
    public static bool IsOutage(AnalysisPlan plan, RolloutWindow window) =>
        window.Stable.Requests >= MinRequestsForOutage && window.Stable.Failing.Share > plan.OutageThreshold;

    private static MetricResult Statistical(AnalysisPlan plan, MetricPlan metric, RolloutState state, RolloutWindow window)
    {
        var evidence = EvidenceCollector.Find(state.Evidence, metric);
        var strongest = Math.Max(
            metric.Compares ? evidence.Comparison.Log(plan.LogCap) : double.NegativeInfinity,
            metric.Bound is null ? double.NegativeInfinity : evidence.Bound.Log(plan.LogCap));
        var isBadInterval = (metric.Compares && evidence.Comparison.IsBadInterval(plan.LogCap)) || (metric.Bound is not null && evidence.Bound.IsBadInterval(plan.LogCap));
        var (verdict, reason) = Decide(plan, metric, state, window, strongest, isBadInterval);
        return new(metric.Name, verdict, Value(metric, window.Canary), Value(metric, window.Stable), Finite(strongest), Finite(plan.LogThreshold), reason);
    }

    private static (RolloutVerdict Verdict, string Reason) Decide(
        AnalysisPlan plan, MetricPlan metric, RolloutState state, RolloutWindow window, double evidence, bool isBadInterval)
    {
        if (evidence >= plan.LogThreshold - Rounding)
            return (RolloutVerdict.Failed, string.Create(CultureInfo.InvariantCulture, $"the canary is worse than allowed: {Figures(metric, state, window)}; evidence {Finite(evidence):G3} of {Finite(plan.LogThreshold):G3}"));
        if (Lacking(plan, metric, state.CanaryRequests, state.StableRequests) is { } lacking)
            return (RolloutVerdict.Inconclusive, lacking);
        if (evidence >= plan.LogDoubt - Rounding)
            return (RolloutVerdict.Inconclusive, "the canary looks worse than allowed, but it may be chance");
        if (isBadInterval)
            return (RolloutVerdict.Inconclusive, "the canary looks worse in this interval than one interval may decide");
        if (metric.Bound is { } bound && StableEvents(metric, window.Stable).Share > bound)
            return (RolloutVerdict.Inconclusive, "the stable backend misses the bound itself");
        if (Lacking(plan, metric, state.StepCanaryRequests, state.StepStableRequests) is { } yet)
            return (RolloutVerdict.Inconclusive, $"{yet} in this step");
        return (RolloutVerdict.Passed, "no evidence of a regression");
    }

    private static string? Lacking(AnalysisPlan plan, MetricPlan metric, long canary, long stable)
    {
        if (canary < plan.MinRequests)
            return $"the canary had {canary} of {plan.MinRequests} requests";
        return metric.Compares && stable < plan.MinRequests
            ? $"the stable backend had {stable} of {plan.MinRequests} requests"
            : null;
    }

    // Figures of the last window alone, since earlier ones are kept as evidence, not as counts.
    private static string Figures(MetricPlan metric, RolloutState state, RolloutWindow window) => string.Create(CultureInfo.InvariantCulture,
        $"{(metric.Kind == MetricKind.SuccessRate ? $"it failed {window.Canary.Failures} of {window.Canary.Requests} requests, the stable backend {window.Stable.Failures} of {window.Stable.Requests}" : $"it was judged by {window.Canary.Successes} requests, the stable backend by {window.Stable.Successes}")} in the last interval, {state.CanaryRequests} and {state.StableRequests} in all");

    private static Proportion StableEvents(MetricPlan metric, BackendWindow stable) =>
        metric.Kind == MetricKind.SuccessRate ? stable.Failing : stable.SlowerThan(LatencyBuckets.IndexOf(metric.MaxLatency!.Value));

    private static double? Value(MetricPlan metric, BackendWindow window) => metric.Kind == MetricKind.SuccessRate
        ? window.Requests == 0 ? null : 1 - window.Failing.Share
        : window.Percentile(metric.Percentile)?.TotalSeconds;

    // Overwhelming evidence would overflow to an infinity that JSON cannot carry.
    private static double Finite(double log) => Math.Exp(Math.Min(log, 700));

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
