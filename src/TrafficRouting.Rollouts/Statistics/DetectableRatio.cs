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
    /// <param name="canary">The canary's requests over the whole time.</param>
    /// <param name="stable">The stable backend's.</param>
    /// <param name="share">The share of failures of the stable backend, above 0.</param>
    /// <param name="tolerance">How many times worse the canary may be.</param>
    /// <param name="logThreshold">The logarithm of the evidence at which it fails.</param>
    public static double? Of(double canary, double stable, double share, double tolerance, double logThreshold)
    {
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

        bool IsCaught(double ratio)
        {
            var (events, others) = (canary * Math.Min(1, ratio * share), stable * share);
            var needed = logThreshold - TestEvidence.InitialLogRatio + Math.Log(Evidence.Effects.Length);
            foreach (var effect in Evidence.Effects)
            {
                // What each failure of the canary adds, and each of the stable backend takes away.
                var cost = Math.Log(((effect * tolerance * canary) + stable) / ((tolerance * canary) + stable));
                var gain = Math.Log(effect) - cost;
                var (mean, variance) = ((events * gain) - (others * cost), (events * gain * gain) + (others * cost * cost));
                if (mean - (Quantile90 * Math.Sqrt(variance)) >= needed)
                    return true;
            }

            return false;
        }
    }
}
