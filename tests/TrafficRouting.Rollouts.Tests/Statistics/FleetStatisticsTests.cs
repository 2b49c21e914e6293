using System.Collections.Immutable;

namespace TrafficRouting.Rollouts.Tests.Statistics;

/// <summary>
/// How the evidence of 20 replicas combines. Half of them sit in a zone in which everything fails 8 %, the others 0.5 %, and a new weight reaches
/// the failing zone three windows before the quiet one. Seeds are fixed.
/// </summary>
public sealed class FleetStatisticsTests
{
    private const int Replicas = 20;
    private const int RequestsPerReplica = 100;

    private static readonly RolloutPlan Plan = Given.Plan(o => o.Analysis.Metrics["success-rate"] = new() { Tolerance = 1 });

    [Fact]
    public void Product_ZonesFailDifferentlyWhileAWeightSpreads_RollsBackNoMoreThanAllowed()
    {
        var rolledBack = Run(runs: 300, windows: 20, Honest, Spreading, isAdded: false).Count;

        // Three standard deviations above 1 %.
        Assert.InRange(rolledBack, 0, 8);
    }

    [Fact]
    public void AddedCounts_ZonesFailDifferentlyWhileAWeightSpreads_RollBackHealthyCanaries()
    {
        var rolledBack = Run(runs: 50, windows: 20, Honest, Spreading, isAdded: true).Count;

        Assert.InRange(rolledBack, 45, 50);
    }

    [Fact]
    public void Product_CanaryTenTimesAsBad_IsCaughtBySoManyRequestsAsOnAReplicaAlone()
    {
        var fleet = Run(100, 30, (_, isCanary) => isCanary ? 0.05 : 0.005, (_, _) => 0.05, isAdded: false);

        Assert.Equal(100, fleet.Count);
        Assert.InRange(fleet.Order().ElementAt(50), 100, 250);
    }

    private static double Honest(int replica, bool isCanary) => replica % 2 == 0 ? 0.08 : 0.005;

    private static double Spreading(int replica, int window) => replica % 2 == 0 || window >= 3 ? 0.5 : 0.05;

    /// <summary>Returns for each run that rolled back after how many canary requests it did.</summary>
    private static List<long> Run(int runs, int windows, Func<int, bool, double> failing, Func<int, int, double> weight, bool isAdded)
    {
        var random = new Random(20260115);
        var rolledBack = new List<long>();
        for (var run = 0; run < runs; run++)
        {
            var state = RolloutMachine.Begin(Plan, Given.Start);
            for (var window = 0; window < windows; window++)
            {
                ImmutableArray<Stratum> strata = [.. Enumerable.Range(0, Replicas).Select(r => Draw(random, weight(r, window), failing(r, true), failing(r, false)))];
                if (isAdded)
                    strata = [strata.Aggregate(Stratum.Empty, (sum, more) => sum.Plus(more))];
                state = EvidenceCollector.Close(Plan.Analysis, EvidenceCollector.Add(Plan.Analysis, state, new(Given.Start, Given.Start, strata)));
                var test = Plan.Analysis.Metrics[0].Tests.Single(t => t.Kind == EvidenceKind.Comparison);
                if (state.Evidence[0].Of(EvidenceKind.Comparison).Log(test.LogCap) < test.LogThreshold)
                    continue;
                rolledBack.Add(state.CanaryRequests);
                break;
            }
        }

        return rolledBack;
    }

    private static Stratum Draw(Random random, double weight, double canaryFailing, double stableFailing)
    {
        var canary = Count(random, RequestsPerReplica, weight);
        var stable = RequestsPerReplica - canary;
        return new(Given.Backend(canary, Count(random, canary, canaryFailing)), Given.Backend(stable, Count(random, stable, stableFailing)));
    }

    private static int Count(Random random, int of, double probability)
    {
        var count = 0;
        for (var i = 0; i < of; i++)
            count += random.NextDouble() < probability ? 1 : 0;
        return count;
    }
}
