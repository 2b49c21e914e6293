using TrafficRouting.Rollouts.Configuration;
using TrafficRouting.Rollouts.Observation;
using TrafficRouting.Rollouts.States;

namespace TrafficRouting.Rollouts.Tests.Statistics;

/// <summary>Whole rollouts against simulated traffic, through the state machine itself. Fixed seeds, so each run is the same.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Runs = 2000;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.05)]
    [InlineData(0.30)]
    public void IdenticalBackends_LookedAtEveryInterval_AreWronglyRolledBackInAtMostAlphaOfRollouts(double errors)
    {
        var wrong = Enumerable.Range(0, Runs).Count(seed => Run(seed, _ => errors, _ => errors).Phase == RolloutPhase.RolledBack);

        output.WriteLine($"errors {errors:P1}: {wrong} of {Runs} rollouts wrongly rolled back (allowed {Runs / 100})");
        Assert.True(wrong <= Runs / 100, $"{wrong} of {Runs}");
    }

    [Fact]
    public void IdenticalBackends_CommonErrorRateSwingsWithTheWeight_AreWronglyRolledBackInAtMostAlphaOfRollouts()
    {
        // Pooled over windows this looks like a bad canary: errors rise as its weight does.
        static double Errors(int weight) => weight / 200.0;

        var wrong = Enumerable.Range(0, Runs).Count(seed => Run(seed, Errors, Errors).Phase == RolloutPhase.RolledBack);

        output.WriteLine($"swinging errors: {wrong} of {Runs} rollouts wrongly rolled back");
        Assert.True(wrong <= Runs / 100, $"{wrong} of {Runs}");
    }

    [Fact]
    public void CanaryWithFivePercentErrorsAgainstHalfAPercent_IsRolledBackInAtLeast99PercentOfRollouts()
    {
        var ends = Enumerable.Range(0, Runs).Select(seed => Run(seed, _ => 0.05, _ => 0.005, tolerance: 1.5)).ToArray();
        var caught = ends.Where(e => e.Phase == RolloutPhase.RolledBack).OrderBy(e => e.CanaryRequests).ToArray();

        output.WriteLine($"{caught.Length} of {Runs} caught; canary requests until then: median {caught[caught.Length / 2].CanaryRequests}, 99th percentile {caught[caught.Length * 99 / 100].CanaryRequests}");
        Assert.True(caught.Length >= Runs * 0.99, $"{caught.Length} of {Runs}");
    }

    // 5, 10, 25 and 50 %, five passed measurements each, 400 requests per interval; paused ones are resumed by a person.
    private static RolloutState Run(int seed, Func<int, double> canaryErrors, Func<int, double> stableErrors, double tolerance = 1)
    {
        var plan = Given.Plan(o =>
        {
            foreach (var weight in new[] { 5, 10, 25, 50 })
            {
                o.Steps.Add(new() { SetWeight = weight });
                o.Steps.Add(new() { Analyze = new() { Count = 5 } });
            }

            o.Analysis.OutageShare = 1;
            o.Analysis.Metrics["errors"] = new() { Tolerance = tolerance };
            o.OnInconclusive = InconclusiveAction.Wait;
        });
        var random = new Random(seed);
        var now = Given.Start;
        var state = RolloutMachine.Begin(plan, now);
        while (!state.IsTerminal)
        {
            state = RolloutMachine.Next(plan, state, new RolloutInput.Tick(), now);
            if (state.Phase != RolloutPhase.Analyzing)
                continue;
            var canary = Enumerable.Range(0, 400).Count(_ => random.Next(100) < state.Weight);
            var window = Given.Window(now, now += Interval,
                Draw(random, canary, canaryErrors(state.Weight)), Draw(random, 400 - canary, stableErrors(state.Weight)));
            state = RolloutMachine.Next(plan, state, Given.Observed(window), now);
        }

        return state;
    }

    private static BackendWindow Draw(Random random, int requests, double errors) =>
        Given.Backend(requests, Enumerable.Range(0, requests).Count(_ => random.NextDouble() < errors));
}
