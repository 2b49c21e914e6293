namespace TrafficRouting.Rollouts;

/// <summary>Natural logarithms of factorials and binomial coefficients.</summary>
internal static class LogFactorial
{
    private static readonly double[] Small = BuildSmall();

    public static double Of(long n)
    {
        if (n < Small.Length)
            return Small[n];

        // Stirling's series for ln Γ(n + 1); from 32 on its error is below 1e-15 relative.
        var x = n + 1.0;
        var inverse = 1 / x;
        var square = inverse * inverse;
        var series = inverse * ((1.0 / 12) - (square * ((1.0 / 360) - (square * ((1.0 / 1260) - (square / 1680))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series;
    }

    public static double Choose(long n, long k) => Of(n) - Of(k) - Of(n - k);

    private static double[] BuildSmall()
    {
        var table = new double[32];
        for (var n = 2; n < table.Length; n++)
            table[n] = table[n - 1] + Math.Log(n);
        return table;
    }
}
