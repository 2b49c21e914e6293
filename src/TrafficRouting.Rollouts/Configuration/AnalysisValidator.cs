namespace TrafficRouting.Rollouts;

/// <summary>What is wrong with the settings of an analysis: each finding begins with its path below them.</summary>
internal static class AnalysisValidator
{
    public static IEnumerable<string> Of(AnalysisOptions analysis)
    {
        if (analysis.Interval < TimeSpan.FromSeconds(1) || analysis.Interval > TimeSpan.FromDays(1))
            yield return $":Interval: Must be 1 second to 1 day, is {analysis.Interval}.";
        if (analysis.InitialDelay < TimeSpan.Zero || analysis.InitialDelay > TimeSpan.FromDays(1))
            yield return $":InitialDelay: Must be zero to 1 day, is {analysis.InitialDelay}.";
        if (analysis.MinRequests < 1)
            yield return $":MinRequests: Must be 1 or more, is {analysis.MinRequests}.";
        if (analysis.SignificanceLevel is not (> 0 and <= 0.2))
            yield return $":SignificanceLevel: Must be above 0 and at most 0.2, is {analysis.SignificanceLevel}.";
        if (analysis.OutageThreshold is not (> 0 and <= 1))
            yield return $":OutageThreshold: Must be above 0 and at most 1, is {analysis.OutageThreshold}.";
        foreach (var (key, limit) in new[] { ("FailureLimit", analysis.FailureLimit), ("InconclusiveLimit", analysis.InconclusiveLimit), ("ConsecutiveErrorLimit", analysis.ConsecutiveErrorLimit) })
        {
            if (limit < 0)
                yield return $":{key}: Must be 0 or more, is {limit}.";
        }

        for (var i = 0; i < analysis.FailureStatuses.Count; i++)
        {
            if (!FailureStatuses.IsValid(analysis.FailureStatuses[i]))
                yield return $":FailureStatuses:{i}: '{analysis.FailureStatuses[i]}' is no status; write 429, 5xx or 500-504.";
        }

        foreach (var (name, metric) in analysis.Metrics)
        {
            foreach (var error in Metric(metric))
                yield return $":Metrics:{name}{error}";
        }
    }

    private static IEnumerable<string> Metric(MetricOptions metric)
    {
        var (success, latency, custom) = (metric.Kind == MetricKind.SuccessRate, metric.Kind == MetricKind.Latency, metric.Kind == MetricKind.Custom);
        if (metric.Percentile is not (> 0 and < 100))
            yield return $":Percentile: Must be above 0 and below 100, is {metric.Percentile}.";
        if (metric.MaxLatency is not null && !latency)
            yield return ":MaxLatency: Is for Kind Latency.";
        if (metric.MaxLatency <= TimeSpan.Zero)
            yield return $":MaxLatency: Must be above zero, is {metric.MaxLatency}.";
        if (metric.Min is not null && latency)
            yield return ":Min: Is for the kinds SuccessRate and Custom; write MaxLatency.";
        if (success && metric.Min is not (null or (>= 0 and < 1)))
            yield return $":Min: A success rate is a share: 0 or more and below 1, such as 0.99; is {metric.Min}.";
        if (metric.Max is not null && !custom)
            yield return latency ? ":Max: Is for Kind Custom; write MaxLatency." : ":Max: Is for Kind Custom.";
        if (!custom && (metric.MinRatio is not null || metric.MaxRatio is not null))
            yield return ": MinRatio and MaxRatio are for Kind Custom; write Tolerance.";
        if (!(metric.Tolerance >= 1))
            yield return $":Tolerance: Must be 1 or more, is {metric.Tolerance}.";
        if (!custom && !metric.CompareToStable && metric.Min is null && metric.MaxLatency is null)
            yield return ": Judges nothing: give a bound, or CompareToStable: true.";
        if (custom && metric is { Min: null, Max: null, MinRatio: null, MaxRatio: null })
            yield return ": Judges nothing: give Min, Max, MinRatio or MaxRatio.";
    }
}
