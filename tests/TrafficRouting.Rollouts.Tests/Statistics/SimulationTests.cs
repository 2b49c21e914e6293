namespace TrafficRouting.Rollouts.Tests.Statistics;

/// <summary>Whole rollouts against simulated traffic, through the state machine itself. Fixed seeds, so each run is the same.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Runs = 2000;

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.05)]
    [InlineData(0.30)]
    public void IdenticalBackends_LookedAtEveryInterval_AreWronglyRolledBackInAtMostAlphaOfRollouts(double errors)
    {
        var wrong = RolledBack(Runs, tolerance: 1, _ => errors, _ => errors).Count;

        output.WriteLine($"errors {errors:P1}: {wrong} of {Runs} rollouts wrongly rolled back (allowed {Runs / 100})");
        Assert.True(wrong <= Runs / 100, $"{wrong} of {Runs}");
    }

    [Fact]
    public void IdenticalBackends_CommonErrorRateRisesWithTheWeight_AreWronglyRolledBackInAtMostAlphaOfRollouts()
    {
        // Pooled over windows this looks like a bad canary.
        static double Errors(double weight) => weight / 200.0;

        var wrong = RolledBack(Runs, tolerance: 1, Errors, Errors).Count;

        output.WriteLine($"errors that rise with the weight: {wrong} of {Runs} rollouts wrongly rolled back (allowed {Runs / 100})");
        Assert.True(wrong <= Runs / 100, $"{wrong} of {Runs}");
    }

    [Fact]
    public void CanaryWithFivePercentErrorsAgainstHalfAPercent_IsRolledBackInAtLeast99PercentOfRollouts()
    {
        var caught = RolledBack(Runs, MetricOptions.DefaultTolerance, _ => 0.05, _ => 0.005).Select(e => e.CanaryRequests).Order().ToArray();

        output.WriteLine($"{caught.Length} of {Runs} caught; canary requests until then: median {caught[caught.Length / 2]}, 99th percentile {caught[caught.Length * 99 / 100]}");
        Assert.True(caught.Length >= Runs * 0.99, $"{caught.Length} of {Runs}");
        Assert.True(caught[caught.Length / 2] <= 160, $"median {caught[caught.Length / 2]}");
    }

    /// <summary>Identical backends, but failures come in bursts that hit one window of one backend.</summary>
    [Theory]
    [InlineData(10, 5)]
    [InlineData(10, 10)]
    [InlineData(10, 20)]
    [InlineData(20, 5)]
    [InlineData(20, 10)]
    [InlineData(20, 20)]
    [InlineData(50, 5)]
    [InlineData(50, 10)]
    [InlineData(50, 20)]
    [InlineData(10, 5, 1.5)]
    public void IdenticalBackends_FailuresInClusters_AreWronglyRolledBackInAtMostAlphaOfRollouts(int cluster, int everyIntervals, double tolerance = MetricOptions.DefaultTolerance)
    {
        const int Rollouts = 1000;
        var plan = Simulation.Plan(o => o.Analysis.Metrics["errors"] = new() { Tolerance = tolerance });

        var wrong = Simulation.RolledBack(plan, Rollouts, (random, canary, stable, weight) =>
        {
            // 2,000 requests a minute.
            (canary, stable) = (canary * 5, stable * 5);
            var (canaryFailures, stableFailures) = (Simulation.Failures(random, canary, 0.002), Simulation.Failures(random, stable, 0.002));
            if (random.Next(everyIntervals) == 0)
            {
                // The burst hits whoever has the caller at that moment: one backend, by its weight.
                if (random.Next(100) < weight)
                    canaryFailures = Math.Min(canary, canaryFailures + cluster);
                else
                    stableFailures = Math.Min(stable, stableFailures + cluster);
            }

            return (Given.Backend(canary, canaryFailures), Given.Backend(stable, stableFailures));
        }).Count;

        output.WriteLine($"tolerance {tolerance}, clusters of {cluster} every {everyIntervals} intervals: {wrong} of {Rollouts} rolled back");
        Assert.True(wrong <= Rollouts / 100, $"{wrong} of {Rollouts}");
    }

    [Theory]
    [InlineData(1.0, 0, 4)]
    [InlineData(1.5, 396, 400)]
    public void Latency_ComparedByPercentile_CatchesTheSlowCanaryAndSparesTheEqual(double slower, int least, int most)
    {
        const int Rollouts = 400;
        var plan = Simulation.Plan(o => o.Analysis.Metrics["p95"] = new() { Kind = MetricKind.Latency, Percentile = 95 });

        var caught = Simulation.RolledBack(plan, Rollouts, (random, canary, stable, _) => (Simulation.Latencies(random, canary, slower), Simulation.Latencies(random, stable, 1))).Count;

        output.WriteLine($"canary {slower}x as slow: {caught} of {Rollouts} rolled back");
        Assert.InRange(caught, least, most);
    }

    private static List<RolloutState> RolledBack(int runs, double tolerance, Func<double, double> canaryErrors, Func<double, double> stableErrors) =>
        Simulation.RolledBack(Simulation.Plan(o => o.Analysis.Metrics["errors"] = new() { Tolerance = tolerance }), runs, (random, canary, stable, weight) =>
            (Given.Backend(canary, Simulation.Failures(random, canary, canaryErrors(weight))), Given.Backend(stable, Simulation.Failures(random, stable, stableErrors(weight)))));
}
