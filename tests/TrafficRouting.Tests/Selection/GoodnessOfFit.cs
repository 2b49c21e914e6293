using MathNet.Numerics.Distributions;

namespace TrafficRouting.Tests.Selection;

/// <summary>Pearson's chi-square test of counts against weights.</summary>
internal static class GoodnessOfFit
{
    // With other seeds a false alarm would come less than once in 10^10 tests.
    private const double Confidence = 1 - 1e-10;

    /// <summary>Targets expected fewer than ten times are pooled, as the test asks for.</summary>
    public static void Assert(IReadOnlyList<int> counts, IReadOnlyList<int> weights)
    {
        double total = counts.Sum();
        double sum = weights.Sum(w => (long)w);
        var bins = new List<(double Count, double Expected)>();
        var pool = (Count: 0d, Expected: 0d);
        for (var i = 0; i < weights.Count; i++)
        {
            var expected = total * weights[i] / sum;
            Xunit.Assert.True(weights[i] > 0 || counts[i] == 0, $"target {i} has weight 0 and was chosen {counts[i]} times");
            if (expected >= 10)
                bins.Add((counts[i], expected));
            else
                pool = (pool.Count + counts[i], pool.Expected + expected);
        }

        if (pool.Expected >= 10)
            bins.Add(pool);
        if (bins.Count < 2)
            return;
        var chiSquare = bins.Sum(b => (b.Count - b.Expected) * (b.Count - b.Expected) / b.Expected);
        Xunit.Assert.True(
            chiSquare <= ChiSquared.InvCDF(bins.Count - 1, Confidence),
            $"chi-square {chiSquare} of {string.Join(' ', counts)} against {string.Join(' ', weights)}");
    }
}
