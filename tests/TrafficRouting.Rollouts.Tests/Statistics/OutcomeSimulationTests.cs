namespace TrafficRouting.Rollouts.Tests.Statistics;

/// <summary>R5, R6, R18, R21: cancellations, latency in time, status classes and A/B steps, through the state machine with fixed seeds.</summary>
public sealed class OutcomeSimulationTests(ITestOutputHelper output)
{
    private const int Runs = 1000;

    /// <summary>Shares of requests that end so on stable and on the canary, and the bounds of rollbacks among the runs.</summary>
    [Theory]
    [InlineData("cancelled", 0.02, 0.02, 0, 10)]
    [InlineData("cancelled", 0.02, 0.3, 1000, 1000)]
    [InlineData("cancelled", 0, 1, 1000, 1000)]
    [InlineData("4xx", 0.1, 0.1, 0, 10)]
    [InlineData("4xx", 0.1, 1, 1000, 1000)]
    [InlineData("3xx", 0.05, 0.05, 0, 10)]
    [InlineData("3xx", 0.05, 0.6, 1000, 1000)]
    public void Outcome_ComparedWithStable_CatchesTheWorseAndSparesTheEqual(string outcome, double stableShare, double canaryShare, int least, int most)
    {
        var plan = Simulation.Plan(o => o.Analysis.Metrics["success"] = new() { Tolerance = 1 });

        var caught = Simulation.RolledBack(plan, Runs, (random, canary, stable, _) => (Window(random, canary, canaryShare), Window(random, stable, stableShare))).Count;

        output.WriteLine($"{outcome}, canary {canaryShare:P0}, stable {stableShare:P0}: {caught} of {Runs} rolled back");
        Assert.InRange(caught, least, most);

        BackendWindow Window(Random random, int requests, double share)
        {
            var events = Simulation.Failures(random, requests, share);
            var latencies = new long[LatencyBuckets.Count];
            latencies[100] = outcome == "cancelled" ? requests - events : requests;
            return new(0, latencies)
            {
                Cancellations = outcome == "cancelled" ? events : 0,
                ClientErrors = outcome == "4xx" ? events : 0,
                Redirections = outcome == "3xx" ? events : 0,
            };
        }
    }

    /// <summary>Both backends grow twice as slow over the rollout and fast again, σ 0.5; the canary is so many times as slow throughout.</summary>
    [Theory]
    [InlineData(1.05, 0, 4)]
    [InlineData(1.2, 0, 4)]
    [InlineData(1.5, 396, 400)]
    public void Latency_UnderDrift_IsComparedInTime(double slower, int least, int most)
    {
        const int Rollouts = 400;
        var plan = Simulation.Plan(o => o.Analysis.Metrics["p95"] = new() { Kind = MetricKind.Latency, Percentile = 95 });
        var interval = 0;

        var caught = Simulation.RolledBack(plan, Rollouts, (random, canary, stable, _) =>
        {
            var drift = 1.5 - (0.5 * Math.Cos(++interval * 2 * Math.PI / 40));
            return (Simulation.Latencies(random, canary, slower * drift), Simulation.Latencies(random, stable, drift));
        }).Count;

        output.WriteLine($"p95, canary {slower}x as slow, drift up to 2x: {caught} of {Rollouts} rolled back");
        Assert.InRange(caught, least, most);
    }

    /// <summary>Testers fail ten times as often as others, on either backend, and half of them go to the canary: pooled, the canary would look bad.</summary>
    [Theory]
    [InlineData(0.05, 0, 10)]
    [InlineData(0.25, 1000, 1000)]
    public void HeaderRoute_SplitAmongItsRequests_IsComparedThereAlone(double canaryShare, int least, int most)
    {
        var plan = Given.Plan(o =>
        {
            o.Steps.Add(new() { SetHeaderRoute = new() { Match = new() { Headers = { ["x-group"] = new() { Exact = "beta" } } }, Weight = 50 } });
            o.Steps.Add(new() { Analyze = new() { Count = 20 } });
            o.Analysis.Metrics["errors"] = new() { Tolerance = 1 };
            (o.Analysis.OutageThreshold, o.Analysis.FailureLimit, o.OnInconclusive) = (1, 1, InconclusiveAction.Wait);
        });

        var caught = Enumerable.Range(0, Runs).Count(seed =>
        {
            var (random, run) = (new Random(seed), new SampleRun(plan).Settle());
            while (!run.State.IsTerminal)
            {
                run.Interval(
                    new Stratum(BackendWindow.Empty, Given.Backend(400, Simulation.Failures(random, 400, 0.005))),
                    new Stratum(Given.Backend(50, Simulation.Failures(random, 50, canaryShare)), Given.Backend(50, Simulation.Failures(random, 50, 0.05))));
            }

            return run.State.Phase == RolloutPhase.RolledBack;
        });

        output.WriteLine($"testers, canary {canaryShare:P0}, stable 5 %: {caught} of {Runs} rolled back");
        Assert.InRange(caught, least, most);
    }
}
