namespace TrafficRouting.Rollouts;

/// <summary>Holds a custom metric's numbers against its limits.</summary>
internal static class CustomJudge
{
    public static MetricResult Judge(MetricPlan metric, CustomReading reading)
    {
        var (verdict, reason) = Decide(metric, reading);
        return new(metric.Name, verdict, reading.Canary, reading.Stable, null, null, reason);
    }

    private static (RolloutVerdict Verdict, string Reason) Decide(MetricPlan metric, CustomReading reading)
    {
        if (reading.Error is not null)
            return (RolloutVerdict.Error, reading.Error);
        if (reading.Canary is not { } canary)
            return (RolloutVerdict.Inconclusive, "no value for the canary");
        if (Outside(metric.Min, metric.Max, canary))
        {
            return reading.Stable is { } other && Outside(metric.Min, metric.Max, other)
                ? (RolloutVerdict.Inconclusive, "the stable backend misses the bound itself")
                : (RolloutVerdict.Failed, "the value is out of bounds");
        }

        if (metric.MinRatio is null && metric.MaxRatio is null)
            return (RolloutVerdict.Passed, "within bounds");
        if (reading.Stable is not { } stable)
            return (RolloutVerdict.Inconclusive, "no value for the stable backend");
        // Below zero the greater ratio is the lesser value.
        var (least, most) = stable < 0 ? (metric.MaxRatio, metric.MinRatio) : (metric.MinRatio, metric.MaxRatio);
        return Outside(least * stable, most * stable, canary)
            ? (RolloutVerdict.Failed, "too far from the stable backend's value")
            : (RolloutVerdict.Passed, "within bounds");
    }

    private static bool Outside(double? min, double? max, double value) => value < min || value > max;
}
