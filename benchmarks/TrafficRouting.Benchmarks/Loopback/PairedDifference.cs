namespace TrafficRouting.Benchmarks.Loopback;

/// <summary>What calls took beyond those that were made in the same round: the median of the differences, and between which it lies 95 times in 100.</summary>
/// <param name="Median">The median.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct PairedDifference(double Median, double Low, double High)
{
    // Half the width in ranks, of the root of the number: 1.96 deviations of a count that is as likely below the median as above it.
    private const double RanksPerRoot = 1.96 / 2;

    public static PairedDifference Of(IEnumerable<double> times, IEnumerable<double> others)
    {
        double[] differences = [.. times.Zip(others, (time, other) => time - other).Order()];
        var spread = (int)Math.Ceiling(RanksPerRoot * Math.Sqrt(differences.Length));
        var middle = (differences.Length - 1) / 2;
        return new(differences[middle], differences[Math.Max(0, middle - spread)], differences[Math.Min(differences.Length - 1, middle + spread)]);
    }
}
