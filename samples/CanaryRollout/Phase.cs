namespace CanaryRollout;

/// <summary>One step of the story: the weights put into the settings file, who calls, and what is to be seen.</summary>
/// <param name="Name">What happens.</param>
/// <param name="V1">The weight of reviews-v1 in the settings file.</param>
/// <param name="V2">The weight of reviews-v2 in the settings file.</param>
/// <param name="User">The end-user header sent, or none.</param>
/// <param name="Expected">The share of each version, in percent.</param>
internal sealed record Phase(string Name, int V1, int V2, string? User, Dictionary<string, int> Expected)
{
    public static IReadOnlyList<Phase> Story { get; } =
    [
        new("everyone on v1", 100, 0, null, new() { ["v1"] = 100 }),
        new("canary at 10 %", 90, 10, null, new() { ["v1"] = 90, ["v2"] = 10 }),
        new("canary at 50 %", 50, 50, null, new() { ["v1"] = 50, ["v2"] = 50 }),
        new("promoted", 0, 100, null, new() { ["v2"] = 100 }),
        new("rolled back", 100, 0, null, new() { ["v1"] = 100 }),
        new("the tester jason", 100, 0, "jason", new() { ["v2"] = 50, ["v3"] = 50 }),
        new("anyone else meanwhile", 100, 0, "paula", new() { ["v1"] = 100 }),
    ];

    /// <summary>
    /// Six standard deviations of the binomial distribution: an honest split is off by more once in 500 million runs.
    /// A share of 0 or 100 % has no deviation, so it must be hit exactly.
    /// </summary>
    public static double Bound(int percent, int requests) =>
        6 * Math.Sqrt(requests * (percent / 100d) * (1 - (percent / 100d)));
}
