namespace TrafficRouting.Rollouts;

/// <summary>
/// Shares the error probability α among the tests of several metrics: by the union bound they together err with probability α at most.
/// The main tests have nine tenths of it, for they look for small differences; the side tests look for large ones and can do with less.
/// </summary>
internal static class ErrorBudget
{
    private const double MainShare = 0.9;

    public static IEnumerable<MetricPlan> Share(IReadOnlyCollection<MetricPlan> metrics, double significanceLevel, int failureLimit)
    {
        var (main, side) = (metrics.Sum(m => m.MainTests().Count()), metrics.Sum(m => m.SideTests().Count()));
        var mainShare = side == 0 ? 1 : MainShare;
        return metrics.Select(m => m with
        {
            Tests =
            [
                .. m.MainTests().Select(kind => Test(kind, mainShare / main)),
                .. m.SideTests().Select(kind => Test(kind, (1 - mainShare) / side)),
            ],
        });

        TestPlan Test(EvidenceKind kind, double share) => new(kind, -Math.Log(significanceLevel * share), failureLimit);
    }
}
