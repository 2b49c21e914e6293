using System.Numerics;

namespace TrafficRouting.Configuration.Validation;

/// <summary>Weights of a route's backends and of a backend's endpoints.</summary>
internal static class WeightRules
{
    private const int MaxWeight = 1_000_000;

    /// <summary>The longest cycle that a round robin may take.</summary>
    public const long MaxCycle = 10_000;

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

        if (weights.All(entry => entry.Weight <= 0))
            scope.Missing("All weights are zero. Give at least one a weight above 0.");
        else if (roundRobin && Cycle(weights.Select(entry => entry.Weight)) is > MaxCycle and var cycle)
            scope.Error($"A round robin over these weights takes {Text.Grouped(cycle)} requests; at most {Text.Grouped(MaxCycle)} are possible. Round the weights, or select by Random.");
    }

    /// <summary>Gives the number of requests after which a round robin begins anew; weights of 0 and below take no part.</summary>
    public static long Cycle(IEnumerable<int> weights)
    {
        var (sum, divisor) = (0L, BigInteger.Zero);
        foreach (var weight in weights.Where(w => w > 0))
            (sum, divisor) = (sum + weight, BigInteger.GreatestCommonDivisor(divisor, weight));
        return sum == 0 ? 0 : sum / (long)divisor;
    }
}
