namespace TrafficRouting;

/// <summary>One draw among weights that were put together for it.</summary>
internal static class WeightedDraw
{
    /// <summary>Draws a target; -1 where no weight is above zero.</summary>
    public static int Among(ReadOnlySpan<int> weights, RandomSource random)
    {
        var sum = 0UL;
        foreach (var weight in weights)
            sum += (ulong)weight;
        if (sum == 0)
            return -1;

        var left = (long)WideMultiply.High(random.NextUInt64(), sum);
        var chosen = 0;
        while (left >= weights[chosen])
            left -= weights[chosen++];
        return chosen;
    }
}
