using System.Collections.Immutable;

namespace TrafficRouting.Rollouts.Tests;

/// <summary>Rollouts and windows to test with.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static RolloutOptions Options(Action<RolloutOptions>? change = null)
    {
        var options = new RolloutOptions { Service = "reviews", Route = "default", Stable = "v1", Canary = "v2" };
        // One bad interval is enough, unless a test says otherwise.
        options.Analysis.FailureLimit = 0;
        change?.Invoke(options);
        if (options.Steps.Count == 0 && options.StepWeight is null)
            (options.StepWeight, options.MaxWeight) = (20, 40);
        return options;
    }

    public static RolloutPlan Plan(Action<RolloutOptions>? change = null) => RolloutPlan.From("reviews", Options(change));

    public static BackendWindow Backend(long requests, long failures, TimeSpan? latency = null)
    {
        var latencies = new long[LatencyBuckets.Count];
        latencies[LatencyBuckets.IndexOf(latency ?? TimeSpan.FromMilliseconds(10))] = requests - failures;
        return new(failures, latencies);
    }

    public static RolloutWindow Window(DateTimeOffset from, DateTimeOffset to, BackendWindow canary, BackendWindow stable) => new(from, to, [new(canary, stable)]);

    public static RolloutInput.Observed Observed(RolloutWindow window, params (string Name, CustomReading Reading)[] custom) =>
        new(window, custom.ToImmutableDictionary(c => c.Name, c => c.Reading, StringComparer.OrdinalIgnoreCase));
}
