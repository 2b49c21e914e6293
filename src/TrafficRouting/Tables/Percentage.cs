namespace TrafficRouting;

/// <summary>A share of requests in steps of a ten-thousandth of a percent; 0 and 100 are exact.</summary>
internal readonly record struct Percentage
{
    private const uint Whole = 1_000_000;

    private readonly uint _parts;

    private Percentage(uint parts) => _parts = parts;

    /// <summary>Gets the share in percent, 0 to 100.</summary>
    public double Value => _parts / 10_000d;

    /// <summary>Tells whether a draw falls into the share.</summary>
    /// <param name="random">64 uniformly distributed bits.</param>
    public bool Includes(ulong random) => (uint)Math.BigMul(random, Whole, out _) < _parts;

    /// <summary>Draws whether a request falls into the share; none and all of the requests need no draw.</summary>
    /// <param name="random">Where the draw is taken from.</param>
    public bool Includes(RandomSource random) => _parts > 0 && (_parts >= Whole || Includes(random.NextUInt64()));

    /// <summary>Makes a share of a percentage; finer steps are cut off.</summary>
    /// <param name="percent">0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is outside 0 to 100 or not a number.</exception>
    public static Percentage FromPercent(double percent)
    {
        if (percent is not (>= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(percent), percent, "A percentage lies between 0 and 100.");

        // Through decimal, because 0.0007 * 10,000 in binary is a little under 7.
        return new((uint)(decimal.Round((decimal)percent, 10) * 10_000m));
    }
}
