using System.Collections.Immutable;

namespace TrafficRouting.Rollouts;

/// <summary>
/// A test martingale by the method of mixtures: for each supposed effect the running log likelihood ratio against
/// "no worse than tolerated", mixed with equal weights. Under that hypothesis the mixture's expectation never exceeds 1,
/// so by Ville's inequality it ever reaches 1/α with probability at most α, however often one looks.
/// </summary>
/// <remarks>
/// Sources: Robbins, "Statistical methods related to the law of the iterated logarithm" (1970) for the mixture;
/// Johari, Koomen, Pekelis, Walsh, "Peeking at A/B tests" (2017) for its use in experiments; Turner, Ly, Grünwald,
/// "Generic E-variables for exact sequential k-sample tests that allow for optional stopping" (2024) for two proportions.
/// </remarks>
internal static class Evidence
{
    /// <summary>The supposed effects: how many times worse than tolerated the odds are.</summary>
    public static ImmutableArray<double> Effects { get; } = [1.5, 2, 3, 5, 10, 25];

    /// <summary>Gets the evidence before anything was seen.</summary>
    public static ImmutableArray<double> None { get; } = [.. new double[Effects.Length]];

    /// <summary>Adds a window in which canary and stable are compared with each other.</summary>
    public static ImmutableArray<double> Compare(ImmutableArray<double> evidence, Proportion canary, Proportion stable, double tolerance)
    {
        var odds = new ConditionalOdds(canary.Requests, stable.Requests, canary.Events + stable.Events);
        if (!odds.IsInformative)
            return evidence;
        var tolerated = odds.LogLikelihood(canary.Events, tolerance);
        return Add(evidence, effect => odds.LogLikelihood(canary.Events, tolerance * effect) - tolerated);
    }

    /// <summary>Adds a window in which the canary is held against a bound on the share of events.</summary>
    public static ImmutableArray<double> Bound(ImmutableArray<double> evidence, Proportion canary, double bound)
    {
        // A bound of nothing at all would make one event infinitely surprising.
        var tolerated = Math.Clamp(bound, 1e-6, 1 - 1e-6);
        return Add(evidence, effect =>
        {
            var odds = effect * tolerated / (1 - tolerated);
            var supposed = odds / (1 + odds);
            return (canary.Events * Math.Log(supposed / tolerated))
                + ((canary.Requests - canary.Events) * Math.Log((1 - supposed) / (1 - tolerated)));
        });
    }

    /// <summary>Returns the logarithm of the mixture: above ln(1/α) the hypothesis is refused at level α.</summary>
    public static double Log(ImmutableArray<double> evidence)
    {
        var largest = evidence.Max();
        return largest + Math.Log(evidence.Average(e => Math.Exp(e - largest)));
    }

    private static ImmutableArray<double> Add(ImmutableArray<double> evidence, Func<double, double> logRatio) =>
        [.. evidence.Select((e, i) => e + logRatio(Effects[i]))];
}
