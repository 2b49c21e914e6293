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
        RolloutPlan plan, RolloutState state, RolloutWindow window, ImmutableDictionary<string, CustomReading> custom, DateTimeOffset now)
    {
        var results = plan.Analysis.Metrics.Select(metric =>
        {
            var result = metric.Kind == MetricKind.Custom
                ? CustomJudge.Judge(metric, custom.GetValueOrDefault(metric.Name) ?? new(null, null, null))
                : Statistical(plan, metric, state, window);
            return result with { IsDryRun = metric.IsDryRun };
        }).ToImmutableArray();
        // An outage suspends bounds and passing, but evidence against the canary beside the stable backend holds in it too.
        if (IsOutage(plan.Analysis, window))
            results = [.. results.Select(r => r is { Verdict: RolloutVerdict.Failed, Evidence: not null } ? r : Suspended(r, window))];
        return new(now, results.Where(r => !r.IsDryRun).Max(r => (RolloutVerdict?)r.Verdict) ?? RolloutVerdict.Passed, results);
    }

    /// <summary>Tells whether so much fails on the stable backend too that something shared must be out.</summary>
    public static bool IsOutage(AnalysisPlan plan, RolloutWindow window) => IsOutage(plan, window.Stable);

    /// <summary>Tells the same of one stratum, such as a replica in a zone that is out while the others are not.</summary>
    public static bool IsOutage(AnalysisPlan plan, Stratum stratum) => IsOutage(plan, stratum.Stable);

    private static bool IsOutage(AnalysisPlan plan, BackendWindow stable) =>
        stable.Requests >= MinRequestsForOutage && stable.Failing.Share > plan.OutageThreshold;

    private static MetricResult Suspended(MetricResult result, RolloutWindow window) => result with
    {
        Verdict = RolloutVerdict.Inconclusive,
        Reason = string.Create(CultureInfo.InvariantCulture, $"the stable backend fails {window.Stable.Failing.Share:P1} itself: an outage of something shared"),
    };

    private static MetricResult Statistical(RolloutPlan plan, MetricPlan metric, RolloutState state, RolloutWindow window)
    {
        var evidence = EvidenceCollector.Find(state.Evidence, metric);
        var tests = metric.Tests.Select(t => (Test: t, Log: evidence.Of(t.Kind).Log(t.LogCap), IsBad: evidence.Of(t.Kind).IsBadInterval(t.LogCap))).ToArray();
        var (worst, log, _) = tests.MaxBy(t => t.Log - t.Test.LogThreshold);
        var detectable = Detectable(plan, metric, state, window);
        var (verdict, reason) = 0 switch
        {
            _ when log >= worst.LogThreshold - Rounding => (RolloutVerdict.Failed, string.Create(CultureInfo.InvariantCulture,
                $"the canary is worse than allowed: {Figures.Of(metric, worst.Kind, state, window)}; evidence {Finite(log):G3} of {Finite(worst.LogThreshold):G3}")),
            _ when Lacking(plan, metric, state, window) is { } lacking => (RolloutVerdict.Inconclusive, lacking),
            _ when tests.Any(t => t.Log >= t.Test.LogDoubt - Rounding) =>
                (RolloutVerdict.Inconclusive, $"the canary looks worse than allowed, but it may be chance: {Figures.Of(metric, worst.Kind, state, window)}"),
            _ when tests.Any(t => t.IsBad) => (RolloutVerdict.Inconclusive, "the canary looks worse in this interval than one interval may decide"),
            _ when metric.Bound is { } bound && MetricEvents.Of(metric, EvidenceKind.Bound, window.Canary, window.Stable, -1).Stable.Share > bound =>
                (RolloutVerdict.Inconclusive, "the stable backend misses the bound itself"),
            _ => (RolloutVerdict.Passed, Figures.Passed(metric, detectable)),
        };
        return new(metric.Name, verdict, Value(metric, window.Canary), Value(metric, window.Stable), Finite(log), Finite(worst.LogThreshold), reason) { DetectableRatio = detectable };
    }

    private static string? Lacking(RolloutPlan plan, MetricPlan metric, RolloutState state, RolloutWindow window)
    {
        var (min, isCompared) = (plan.Analysis.MinRequests, metric.Compares && plan.IsComparedAt(state.Step));
        var canary = isCompared ? state.StepComparedRequests : state.StepCanaryRequests;
        // Callers who give up before an answer say something as well.
        var cancelled = window.Canary.Cancellations == 0 ? "" : $"; in the last interval {window.Canary.Cancellations} were cancelled";
        if (canary < min)
            return $"the canary had {canary} of {min} requests in this step{cancelled}";
        if (isCompared && state.StepStableRequests < min)
            return $"the stable backend had {state.StepStableRequests} of {min} requests in this step";
        // What earlier intervals saw must not carry a canary on that nobody asks any more.
        return window.Canary.Requests == 0 ? $"the canary had no requests in this interval{cancelled}" : null;
    }

    private static double? Detectable(RolloutPlan plan, MetricPlan metric, RolloutState state, RolloutWindow window)
    {
        if (metric.Kind != MetricKind.SuccessRate || !metric.Compares || state.Phase != RolloutPhase.Analyzing)
            return null;
        var strata = window.Strata.Where(s => s is { Canary.Requests: > 0, Stable.Requests: > 0 }).ToArray();
        if (strata.Length == 0)
            return null;
        var intervals = plan.Steps[state.Step].IntervalsFor(plan.Analysis.MinRequests, strata.Sum(s => s.Canary.Requests));
        var share = (state.StableFailures + 0.5) / (state.StableRequests + 1);
        return intervals <= plan.Analysis.FailureLimit
            ? null
            : DetectableRatio.Of([.. strata.Select(s => ((double)s.Canary.Requests * intervals, (double)s.Stable.Requests * intervals))], share, metric.Tolerance, metric.Tests[0].LogThreshold);
    }

    private static double? Value(MetricPlan metric, BackendWindow window) => metric.Kind == MetricKind.SuccessRate
        ? window.Requests == 0 ? null : 1 - window.Failing.Share
        : window.Percentile(metric.Percentile)?.TotalSeconds;

    // Overwhelming evidence would overflow to an infinity that JSON cannot carry.
    private static double Finite(double log) => Math.Exp(Math.Min(log, 700));
}
