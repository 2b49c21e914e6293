namespace Manifests;

/// <summary>What a story expects beside what was observed.</summary>
/// <param name="What">What is looked at.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Observed">What was observed.</param>
/// <param name="IsMet">Whether both agree.</param>
internal sealed record Check(string What, string Expected, string Observed, bool IsMet)
{
    public static Check Exact(string what, object expected, object observed) =>
        new(what, $"{expected}", $"{observed}", Equals(expected, observed));

    /// <summary>
    /// Compares a share, unless it is all or nothing, within six standard deviations of the binomial distribution, beyond which an honest split lies once
    /// in 500 million runs.
    /// </summary>
    public static Check Share(string what, int percent, int observed, int requests)
    {
        var expected = requests * percent / 100;
        if (percent is 0 or 100)
            return Exact(what, expected, observed);
        var bound = 6 * Math.Sqrt(requests * (percent / 100d) * (1 - (percent / 100d)));
        return new(what, $"{expected} ±{bound:0}", $"{observed}", Math.Abs(observed - expected) <= bound);
    }
}
