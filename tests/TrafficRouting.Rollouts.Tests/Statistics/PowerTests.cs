using System.Globalization;

namespace TrafficRouting.Rollouts.Tests.Statistics;

/// <summary>R7: what is caught, and what it costs, beside how others judge the same simulated windows.</summary>
public sealed class PowerTests(ITestOutputHelper output)
{
    private const int Runs = 200;
    private static readonly double[] Weights = [5, 10, 25, 50];

    [Theory]
    [InlineData(400)]
    [InlineData(4000)]
    public void Power_BesideOthers_IsAsTheDocumentationSays(int requests)
    {
        output.WriteLine($"| Stable, canary at {requests} requests an interval | Tolerance 1.5 | 1.25 | 1 | Kayenta | Flagger | Argo |");
        foreach (var (stable, canary) in new[] { (0.005, 0.005), (0.02, 0.02), (0.005, 0.01), (0.005, 0.015), (0.005, 0.025), (0.005, 0.05) })
        {
            var ours = new[] { 1.5, 1.25, 1 }.Select(t => Share(Ours(t, requests, stable, canary))).ToArray();
            var windows = Enumerable.Range(0, Runs).Select(seed => Windows(new(seed), requests, stable, canary)).ToList();
            var others = new[] { windows.Count(Rivals.Kayenta), windows.Count(Rivals.Flagger), windows.Count(Rivals.Argo) }.Select(Share);
            output.WriteLine($"| {Percent(stable)}, {Percent(canary)} | {string.Join(" | ", ours.Concat(others).Select(Percent))} |");

            if (stable == canary)
                Assert.All(ours, share => Assert.InRange(share, 0, 0.01));
            if (canary >= 10 * stable)
                Assert.All(ours, share => Assert.InRange(share, 0.99, 1));
        }
    }

    [Theory]
    [InlineData(400, 10, 5)]
    [InlineData(400, 50, 5)]
    [InlineData(4000, 10, 5)]
    [InlineData(4000, 25, 10)]
    public void DetectableRatio_ACanaryThatBad_IsCaughtWithAbout90Percent(int requests, int weight, int count)
    {
        var plan = Given.Plan(o =>
        {
            o.Analysis.FailureLimit = 1;
            o.Analysis.OutageThreshold = 1;
            o.OnInconclusive = InconclusiveAction.Wait;
            o.Steps.Add(new() { SetWeight = weight });
            o.Steps.Add(new() { Analyze = new() { Count = count } });
        });
        var canary = requests * weight / 100;
        var ratio = DetectableRatio.Of([(canary * count, (requests - canary) * count)], 0.005, 1.5, plan.Analysis.Metrics[0].Tests[0].LogThreshold)!.Value;

        var caught = Enumerable.Range(0, Runs).Count(seed =>
        {
            var (random, run) = (new Random(seed), new SampleRun(plan).Settle());
            for (var i = 0; i < count && !run.State.IsTerminal; i++)
                run.Interval(Given.Backend(canary, Simulation.Failures(random, canary, 0.005 * ratio)), Given.Backend(requests - canary, Simulation.Failures(random, requests - canary, 0.005)));
            return run.State.Phase == RolloutPhase.RolledBack;
        });

        output.WriteLine($"{requests} requests an interval, weight {weight}, {count} intervals: {ratio:0.0} times as bad is caught in {caught} of {Runs}");
        Assert.InRange(caught, Runs * 0.8, Runs);
    }

    [Theory]
    [InlineData(4000, 10, 5, 10)]
    [InlineData(4000, 25, 5, 40)]
    public void DetectableRatio_OfAFleet_CountsWhatAllReplicasSee(int requests, int weight, int count, int replicas)
    {
        var plan = Given.Plan(o =>
        {
            o.Analysis.FailureLimit = 1;
            o.Analysis.OutageThreshold = 1;
            o.OnInconclusive = InconclusiveAction.Wait;
            o.Steps.Add(new() { SetWeight = weight });
            o.Steps.Add(new() { Analyze = new() { Count = count } });
        });
        var (canary, each) = (requests * weight / 100 / replicas, requests / replicas);
        var honest = new SampleRun(plan).Settle();
        honest.Interval(Strata(new(1), 0.005, 0.005));
        // The share is that of the window, which chance has made: what is seen is the status' own figure.
        var ratio = honest.State.LastMeasurement!.Metrics[0].DetectableRatio!.Value;
        var (alone, all) = (Of((canary, each - canary)), Of((canary * replicas, (each - canary) * replicas)));

        var caught = Enumerable.Range(0, Runs).Count(seed =>
        {
            var (random, run) = (new Random(seed), new SampleRun(plan).Settle());
            for (var i = 0; i < count && !run.State.IsTerminal; i++)
                run.Interval(Strata(random, 0.005 * ratio, 0.005));
            return run.State.Phase == RolloutPhase.RolledBack;
        });

        output.WriteLine($"{replicas} replicas with {requests} requests an interval: {ratio:0.0} times as bad is caught in {caught} of {Runs}; by one replica alone {alone:0.0}, by all as one {all:0.0}");
        Assert.InRange(caught, Runs * 0.75, Runs);
        Assert.InRange(ratio, all!.Value * 0.7, alone ?? double.MaxValue);

        double? Of((double Canary, double Stable) requests) =>
            DetectableRatio.Of([(requests.Canary * count, requests.Stable * count)], 0.005, 1.25, plan.Analysis.Metrics[0].Tests[0].LogThreshold);

        Stratum[] Strata(Random random, double ofCanary, double ofStable) =>
        [
            .. Enumerable.Range(0, replicas).Select(_ => new Stratum(
                Given.Backend(canary, Simulation.Failures(random, canary, ofCanary)), Given.Backend(each - canary, Simulation.Failures(random, each - canary, ofStable)))),
        ];
    }

    private static int Ours(double tolerance, int requests, double stable, double canary) => Simulation.RolledBack(
        Simulation.Plan(o => o.Analysis.Metrics["errors"] = new() { Tolerance = tolerance }), Runs,
        (random, ofCanary, ofStable, _) => (Given.Backend(ofCanary, Simulation.Failures(random, ofCanary, canary)), Given.Backend(ofStable, Simulation.Failures(random, ofStable, stable))), requests).Count;

    private static List<(BackendWindow Canary, BackendWindow Stable)> Windows(Random random, int requests, double stable, double canary) =>
    [
        .. Weights.SelectMany(weight => Enumerable.Range(0, 5).Select(_ =>
        {
            var ofCanary = (int)(requests * weight / 100);
            return (Given.Backend(ofCanary, Simulation.Failures(random, ofCanary, canary)), Given.Backend(requests - ofCanary, Simulation.Failures(random, requests - ofCanary, stable)));
        })),
    ];

    private static double Share(int count) => (double)count / Runs;

    private static string Percent(double share) => share.ToString("0.# %", CultureInfo.InvariantCulture);
}
