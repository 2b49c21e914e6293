using System.Numerics;

namespace TrafficRouting.Configuration.Validation;

/// <summary>Weights of a route's backends and of a backend's endpoints.</summary>
internal static class WeightRules
{
    private const int MaxWeight = 1_000_000;
    private const long MaxCycle = 10_000;

    /// <summary>Checks a set of weights.</summary>
    /// <param name="scope">The set of weights.</param>
    /// <param name="weights">Each weight with its own place.</param>
    /// <param name="roundRobin">Whether their cycle is laid out in memory.</param>
    public static void Check(Scope scope, IReadOnlyCollection<(Scope Scope, int Weight)> weights, bool roundRobin)
    {
        foreach (var (at, weight) in weights)
        {
            if (weight < 0)
                at.Error($"The weight {Text.Of(weight)} is negative. Write 0 to park it.");
            else if (weight > MaxWeight)
                at.Error($"The weight {Text.Of(weight)} is above {Text.Grouped(MaxWeight)}. Only the proportion counts; divide all weights by the same number.");
        }

        var sum = weights.Sum(entry => (long)Math.Max(entry.Weight, 0));
        if (sum == 0)
            scope.Missing("All weights are zero. Give at least one a weight above 0.");
        else if (roundRobin)
            CheckCycle(scope, weights, sum);
    }

    private static void CheckCycle(Scope scope, IEnumerable<(Scope Scope, int Weight)> weights, long sum)
    {
        var divisor = weights
            .Where(entry => entry.Weight > 0)
            .Aggregate(BigInteger.Zero, (gcd, entry) => BigInteger.GreatestCommonDivisor(gcd, entry.Weight));
        if (sum / (long)divisor > MaxCycle)
            scope.Error($"A round robin over these weights takes {Text.Grouped(sum / (long)divisor)} requests; at most {Text.Grouped(MaxCycle)} are possible. Round the weights, or select by Random.");
    }
}
