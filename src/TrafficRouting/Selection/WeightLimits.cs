namespace TrafficRouting;

/// <summary>What every weighted choice demands of its weights.</summary>
internal static class WeightLimits
{
    public const int MaxWeight = 1_000_000;
    public const int MaxCount = 65_536;

    /// <summary>The longest cycle of a round robin, which is laid out in memory.</summary>
    public const int MaxCycle = 10_000;

    /// <summary>Checks the weights and returns their sum.</summary>
    public static long Sum(ReadOnlySpan<int> weights)
    {
        if (weights.IsEmpty)
            throw new ArgumentException("There are no weights to choose by: give at least one.", nameof(weights));
        if (weights.Length > MaxCount)
            throw new ArgumentException($"There are {weights.Length} weights; at most {MaxCount} can be chosen among.", nameof(weights));

        var sum = 0L;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] is < 0 or > MaxWeight)
                throw new ArgumentException($"Weight {weights[i]} at position {i} is outside 0 to {MaxWeight}.", nameof(weights));
            sum += weights[i];
        }

        return sum > 0
            ? sum
            : throw new ArgumentException("Every weight is zero, so nothing can be chosen: give at least one a weight above zero.", nameof(weights));
    }

    /// <summary>The position of the one weight above zero, or -1 when there are several.</summary>
    public static int OnlyChoice(ReadOnlySpan<int> weights)
    {
        var first = weights.IndexOfAnyExcept(0);
        return weights[(first + 1)..].IndexOfAnyExcept(0) < 0 ? first : -1;
    }

    /// <summary>The requests after which a round robin begins anew; weights of 0 and below take no part.</summary>
    public static long Cycle(IEnumerable<int> weights)
    {
        var (sum, divisor) = (0L, 0);
        foreach (var weight in weights)
        {
            if (weight > 0)
                (sum, divisor) = (sum + weight, GreatestCommonDivisor(weight, divisor));
        }

        return sum == 0 ? 0 : sum / divisor;
    }

    public static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
