using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>
/// What the windows so far say in one statistical test. An interval multiplies the evidence by the factor by which the mixture
/// grew in it, but by no more than a cap: E(min(factor, cap)) ≤ E(factor) ≤ 1 for a canary that is no worse, so the evidence still
/// reaches 1/α with probability at most α, and a burst of failures counts as one bad interval however large it is.
/// The mixture is one over supposed effects and over the interval in which the canary turns bad, so that a long good past costs
/// a factor of the number of intervals, not one that grows exponentially with it. Immutable.
/// </summary>
/// <remarks>Source of the mixture over starting times: Shin, Ramdas, Rinaldo, "E-detectors: a nonparametric framework for sequential change detection" (2022).</remarks>
public sealed record TestEvidence
{
    // The prior mass of a canary that is bad from the first interval on; the rest goes to later ones by 1/(n(n+1)), which adds up to 1.
    private const double FromTheFirst = 0.75;

    /// <summary>Gets the evidence before anything was seen.</summary>
    public static TestEvidence None { get; } = new();

    /// <summary>Gets the logarithms of the mixtures of likelihood ratios over the starts so far, one for each supposed effect.</summary>
    public ImmutableArray<double> Ratios { get; init; } = [.. Evidence.None.Select(_ => Math.Log(FromTheFirst))];

    /// <summary>Gets the number of intervals that ended.</summary>
    public int Intervals { get; init; }

    /// <summary>Gets the logarithm of the whole mixture when the open interval began.</summary>
    public double LogMixture { get; init; }

    /// <summary>Gets the logarithm of the capped evidence when the open interval began.</summary>
    public double LogCapped { get; init; }

    internal static double InitialLogRatio => Math.Log(FromTheFirst);

    // The mass of the starts that are still to come.
    private double Rest => (1 - FromTheFirst) / (Intervals + 1);

    /// <summary>Gives the logarithm of the capped evidence now, the open interval included.</summary>
    internal double Log(double logCap) => LogCapped + Math.Min(Mixture() - LogMixture, logCap);

    /// <summary>Tells whether the open interval counts as much against the canary as one interval may.</summary>
    internal bool IsBadInterval(double logCap) => Mixture() - LogMixture >= logCap;

    /// <summary>Ends the open interval and begins the next.</summary>
    internal TestEvidence Close(double logCap)
    {
        var start = Math.Log(Rest / (Intervals + 2));
        return this with
        {
            Intervals = Intervals + 1,
            Ratios = [.. Ratios.Select(ratio => LogSum(ratio, start))],
            LogMixture = Mixture(),
            LogCapped = Log(logCap),
        };
    }

    private double Mixture() => LogSum(Evidence.Log(Ratios), Math.Log(Rest));

    private static double LogSum(double a, double b) => Math.Max(a, b) + Math.Log(1 + Math.Exp(-Math.Abs(a - b)));
}
