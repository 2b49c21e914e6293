namespace TrafficRouting.Rollouts.Tests.Statistics;

/// <summary>How others judge the same windows, in their defaults or their documentation's example; each says whether it rolls back.</summary>
internal static class Rivals
{
    /// <summary>Flagger: a success rate of at least 99 % in each interval; the fifth failed check rolls back.</summary>
    public static bool Flagger(IReadOnlyList<(BackendWindow Canary, BackendWindow Stable)> windows) => windows.Count(w => w.Canary.Failing.Share > 0.01) >= 5;

    /// <summary>Argo Rollouts: a measurement of at least 99 % in each interval, a failureLimit of 3.</summary>
    public static bool Argo(IReadOnlyList<(BackendWindow Canary, BackendWindow Stable)> windows) => windows.Count(w => w.Canary.Failing.Share > 0.01) > 3;

    /// <summary>Kayenta: the Mann-Whitney test of its judge over the error rates of all intervals so far at the end of each step of five, confidence 98 %, tolerance 25 %.</summary>
    public static bool Kayenta(IReadOnlyList<(BackendWindow Canary, BackendWindow Stable)> windows) =>
        Enumerable.Range(1, windows.Count / 5).Any(steps => IsHigh([.. windows.Take(steps * 5)]));

    // High when the lower end of the confidence interval of the shift between the two is above a quarter of the control's mean.
    private static bool IsHigh((BackendWindow Canary, BackendWindow Stable)[] windows)
    {
        var n = windows.Length;
        var shifts = windows.SelectMany(c => windows.Select(s => c.Canary.Failing.Share - s.Stable.Failing.Share)).Order().ToArray();
        var lower = (int)Math.Floor((n * n / 2.0) - (2.326 * Math.Sqrt(n * n * ((2.0 * n) + 1) / 12)));
        return lower >= 0 && shifts[lower] > 0.25 * windows.Average(w => w.Stable.Failing.Share);
    }
}
