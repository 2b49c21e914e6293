namespace TrafficRouting.Rollouts;

/// <summary>
/// The distribution of the canary's share of a window's events, given how many there were in all: Fisher's noncentral
/// hypergeometric. Conditioning on the total removes the common event rate, which may thus change from window to window.
/// </summary>
internal sealed class ConditionalOdds(long canaryRequests, long stableRequests, long events)
{
    private const double Negligible = 1e-17;

    private long Least => Math.Max(0, events - stableRequests);

    private long Most => Math.Min(canaryRequests, events);

    /// <summary>Gets a value indicating whether the window can tell the backends apart at all.</summary>
    public bool IsInformative => Most > Least;

    /// <summary>Returns ln P(canary events; odds ratio) up to a term that does not depend on the odds ratio.</summary>
    public double LogLikelihood(long canaryEvents, double oddsRatio)
    {
        var logOdds = Math.Log(oddsRatio);
        return (canaryEvents * logOdds) - LogNormalizer(oddsRatio, logOdds);
    }

    // The terms rise to one mode and fall off on both sides, so the sum is taken outwards from it until terms stop to matter.
    private double LogNormalizer(double oddsRatio, double logOdds)
    {
        var mode = Mode(oddsRatio);
        var sum = 1.0;
        var term = 1.0;
        for (var k = mode; k < Most && term > Negligible * sum; k++)
            sum += term *= Ratio(k, oddsRatio);
        term = 1.0;
        for (var k = mode; k > Least && term > Negligible * sum; k--)
            sum += term /= Ratio(k - 1, oddsRatio);
        return LogFactorial.Choose(canaryRequests, mode) + LogFactorial.Choose(stableRequests, events - mode)
            + (mode * logOdds) + Math.Log(sum);
    }

    private long Mode(double oddsRatio)
    {
        var (low, high) = (Least, Most);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (Ratio(middle, oddsRatio) >= 1)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private double Ratio(long k, double oddsRatio) =>
        oddsRatio * (canaryRequests - k) / (k + 1.0) * (events - k) / (stableRequests - events + k + 1.0);
}
