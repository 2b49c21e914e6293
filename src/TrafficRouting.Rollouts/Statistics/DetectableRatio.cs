using System.Runtime.InteropServices;

namespace TrafficRouting.Rollouts;

/// <summary>
/// Says how bad a canary must be to be caught: the least ratio of its share of failures to the stable backend's at which the evidence reaches
/// its threshold with a probability of 90 %. By the normal approximation of the log likelihood ratio of the supposed effect that fits best.
/// </summary>
internal static class DetectableRatio
{
    private const double Quantile90 = 1.2816;
    private const double Precision = 1.01;

    /// <summary>Returns the ratio, or null when not even a canary that fails everything is caught so.</summary>
    /// <param name="strata">The requests of the canary and of the stable backend over the whole time, of each stratum.</param>
    /// <param name="share">The share of failures of the stable backend, above 0.</param>
    /// <param name="tolerance">How many times worse the canary may be.</param>
    /// <param name="logThreshold">The logarithm of the evidence at which it fails.</param>
    public static double? Of(IReadOnlyCollection<(double Canary, double Stable)> strata, double share, double tolerance, double logThreshold)
    {
        var needed = logThreshold - TestEvidence.InitialLogRatio + Math.Log(Evidence.Effects.Length);
        var gains = Evidence.Effects.Select(effect => Gain.Of(strata, effect, tolerance)).ToArray();
        var (least, most) = (1.0, 1 / share);
        if (!IsCaught(most))
            return null;
        while (most > least * Precision)
        {
            var middle = Math.Sqrt(least * most);
            if (IsCaught(middle))
                most = middle;
            else
                least = middle;
        }

        return most;

        bool IsCaught(double ratio) => Array.Exists(gains, g => g.Least(Math.Min(1, ratio * share), share) >= needed);
    }

    /// <summary>What the failures of all strata add to the log likelihood ratio of one supposed effect, if all requests failed.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Gain(double Canary, double CanarySquares, double Stable, double StableSquares)
    {
        public static Gain Of(IEnumerable<(double Canary, double Stable)> strata, double effect, double tolerance)
        {
            var sum = default(Gain);
            foreach (var (canary, stable) in strata)
            {
                // What each failure of the canary adds, and each of the stable backend takes away.
                var cost = Math.Log(((effect * tolerance * canary) + stable) / ((tolerance * canary) + stable));
                var gain = Math.Log(effect) - cost;
                sum = new(sum.Canary + (canary * gain), sum.CanarySquares + (canary * gain * gain), sum.Stable + (stable * cost), sum.StableSquares + (stable * cost * cost));
            }

            return sum;
        }

        /// <summary>Returns what is reached with a probability of 90 %.</summary>
        public double Least(double canaryShare, double stableShare) =>
            (canaryShare * Canary) - (stableShare * Stable) - (Quantile90 * Math.Sqrt((canaryShare * CanarySquares) + (stableShare * StableSquares)));
    }
}
