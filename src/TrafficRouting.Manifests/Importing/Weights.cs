using System.Numerics;

namespace TrafficRouting.Manifests.Importing;

/// <summary>Brings weights into the range that routes take, keeping their proportion.</summary>
internal static class Weights
{
    private const int Most = 1_000_000;

    public static int[] Fit(IReadOnlyList<int> weights)
    {
        if (weights.Count == 0 || weights.Max() <= Most)
            return [.. weights];
        var divisor = (int)weights.Aggregate(BigInteger.Zero, (gcd, w) => BigInteger.GreatestCommonDivisor(gcd, w));
        var largest = weights.Max() / divisor;
        // A share above zero stays above zero.
        return [.. weights.Select(w => largest <= Most ? w / divisor : w == 0 ? 0 : (int)Math.Max(1, (long)(w / divisor) * Most / largest))];
    }
}
