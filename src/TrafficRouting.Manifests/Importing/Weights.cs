using System.Numerics;

namespace TrafficRouting.Manifests;

/// <summary>Brings weights of any size into the range that routes take, keeping their proportion.</summary>
internal static class Weights
{
    /// <summary>How many of the smallest steps that a weight can be written in make one.</summary>
    public const int StepsInOne = 1_000_000_000;

    /// <summary>Gives backends their weights; one that is named several times has the sum.</summary>
    /// <param name="route">The route that they are backends of.</param>
    /// <param name="backends">Their names, at least one.</param>
    /// <param name="weights">Their weights, in the same order.</param>
    public static void Give(RouteOptions route, string[] backends, decimal[] weights)
    {
        var places = new Dictionary<string, int>(backends.Length, StringComparer.Ordinal);
        for (var i = 0; i < backends.Length; i++)
        {
            if (places.TryAdd(backends[i], i))
                continue;
            weights[places[backends[i]]] += weights[i];
            weights[i] = 0;
        }

        var fitting = Fit(weights);
        for (var i = 0; i < backends.Length; i++)
            route.Weights.TryAdd(backends[i], fitting[i]);
    }

    public static int[] Fit(decimal[] weights)
    {
        // Small whole numbers stay as they are written.
        var fitting = new int[weights.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] > WeightLimits.MaxWeight || !decimal.IsInteger(weights[i]))
                return Scaled(weights);
            fitting[i] = (int)weights[i];
        }

        return fitting;
    }

    private static int[] Scaled(decimal[] weights)
    {
        var whole = weights.Select(w => new BigInteger(w * StepsInOne)).ToList();
        var divisor = whole.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor);
        var reduced = whole.ConvertAll(w => w / divisor);
        var largest = reduced.Max();
        // A share above zero stays above zero.
        return [.. reduced.Select(w => largest <= WeightLimits.MaxWeight ? (int)w : w.IsZero ? 0 : (int)BigInteger.Max(1, w * WeightLimits.MaxWeight / largest))];
    }
}
