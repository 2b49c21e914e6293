namespace TrafficRouting.Rollouts.Tests.Statistics;

/// <summary>Whole rollouts against simulated traffic, through the state machine itself. Fixed seeds, so each run is the same.</summary>
internal static class Simulation
{
    public const int RequestsPerInterval = 400;

    /// <summary>5, 10, 25 and 50 %, five passed measurements each; doubtful ones are waited out.</summary>
    public static RolloutPlan Plan(Action<RolloutOptions> metric) => Given.Plan(o =>
    {
        foreach (var weight in new[] { 5, 10, 25, 50 })
        {
            o.Steps.Add(new() { SetWeight = weight });
            o.Steps.Add(new() { Analyze = new() { Count = 5 } });
        }

        o.Analysis.OutageThreshold = 1;
        o.Analysis.FailureLimit = 1;
        o.OnInconclusive = InconclusiveAction.Wait;
        metric(o);
    });

    /// <summary>Runs rollouts to their end and returns those that were rolled back.</summary>
    public static List<RolloutState> RolledBack(
        RolloutPlan plan, int runs, Func<Random, int, int, double, (BackendWindow Canary, BackendWindow Stable)> traffic, int requestsPerInterval = RequestsPerInterval) =>
    [
        .. Enumerable.Range(0, runs).Select(seed =>
        {
            var random = new Random(seed);
            var run = new SampleRun(plan).Settle();
            while (!run.State.IsTerminal)
            {
                var canary = (int)(requestsPerInterval * run.State.Weight / 100);
                var (canaryWindow, stableWindow) = traffic(random, canary, requestsPerInterval - canary, run.State.Weight);
                run.Interval(canaryWindow, stableWindow);
            }

            return run.State;
        }).Where(state => state.Phase == RolloutPhase.RolledBack),
    ];

    /// <summary>Draws how many of the requests fail. Leaps from failure to failure, for the requests between them are of no interest.</summary>
    public static int Failures(Random random, int requests, double share)
    {
        if (share >= 1)
            return requests;
        if (share <= 0)
            return 0;
        var failures = 0;
        for (var i = Leap(); i < requests; i += 1 + Leap())
            failures++;
        return failures;

        int Leap() => (int)Math.Min(requests, Math.Log(1 - random.NextDouble()) / Math.Log(1 - share));
    }

    /// <summary>Draws latencies: log-normal, σ 0.5, a median of 20 ms.</summary>
    public static BackendWindow Latencies(Random random, int requests, double slower)
    {
        var latencies = new long[LatencyBuckets.Count];
        for (var i = 0; i < requests; i++)
        {
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            latencies[LatencyBuckets.IndexOf(TimeSpan.FromMilliseconds(20 * slower * Math.Exp(0.5 * normal)))]++;
        }

        return new(0, latencies);
    }
}
