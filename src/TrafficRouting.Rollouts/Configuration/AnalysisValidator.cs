namespace TrafficRouting.Rollouts;

/// <summary>What is wrong with the settings of an analysis: each finding begins with its path below them.</summary>
internal static class AnalysisValidator
{
    public static IEnumerable<string> Of(AnalysisOptions analysis)
    {
        for (var i = 0; i < analysis.FailureStatuses.Count; i++)
        {
            if (!FailureStatuses.IsValid(analysis.FailureStatuses[i]))
                yield return $":FailureStatuses:{i}: '{analysis.FailureStatuses[i]}' is not a status; write 429, 5xx or 500-504.";
        }

        for (var i = 0; i < analysis.FailureGrpcStatuses.Count; i++)
        {
            if (!GrpcStatuses.IsValid(analysis.FailureGrpcStatuses[i]))
                yield return $":FailureGrpcStatuses:{i}: '{analysis.FailureGrpcStatuses[i]}' is not a status of gRPC that can count as a failure; write UNAVAILABLE or 14. CANCELLED is counted apart.";
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
        if (metric.LatencyRatio != MetricOptions.DefaultLatencyRatio && !latency)
            yield return ":LatencyRatio: Is for Kind Latency.";
        if (metric.Tolerance != MetricOptions.DefaultTolerance && !success)
            yield return latency ? ":Tolerance: Is for Kind SuccessRate; write LatencyRatio." : ":Tolerance: Is for Kind SuccessRate; write MinRatio or MaxRatio.";
        if (metric.MaxLatency is not null && !latency)
            yield return ":MaxLatency: Is for Kind Latency.";
        if (metric.Min is not null && latency)
            yield return ":Min: Is for the kinds SuccessRate and Custom; write MaxLatency.";
        if (success && metric.Min is not (null or (>= 0 and < 1)))
            yield return $":Min: A success rate is a share: 0 or more and below 1, such as 0.99; is {metric.Min}.";
        if (metric.Max is not null && !custom)
            yield return latency ? ":Max: Is for Kind Custom; write MaxLatency." : ":Max: Is for Kind Custom.";
        if (metric.Min > metric.Max)
            yield return ":Max: Is below Min, so that no value is allowed.";
        if (metric.MinRatio > metric.MaxRatio)
            yield return ":MaxRatio: Is below MinRatio, so that no value is allowed.";
        if (!custom && (metric.MinRatio is not null || metric.MaxRatio is not null))
            yield return ": MinRatio and MaxRatio are for Kind Custom; write Tolerance.";
        if (!custom && !metric.CompareToStable && metric.Min is null && metric.MaxLatency is null)
            yield return ": Judges nothing: give a bound, or CompareToStable: true.";
        if (custom && metric is { Min: null, Max: null, MinRatio: null, MaxRatio: null })
            yield return ": Judges nothing: give Min, Max, MinRatio or MaxRatio.";
    }
}
