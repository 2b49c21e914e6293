namespace TrafficRouting.Kubernetes;

/// <summary>Spreads what many clients do at a time.</summary>
internal static class Chance
{
    /// <summary>Draws a number evenly between two.</summary>
    public static double Within(RandomSource random, double least, double most) => least + ((most - least) * (random.NextUInt64() >> 11) / (1UL << 53));
}
