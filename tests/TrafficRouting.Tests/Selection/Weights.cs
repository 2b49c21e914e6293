using FsCheck;
using FsCheck.Fluent;

namespace TrafficRouting.Tests.Selection;

/// <summary>Weight vectors for properties: of every size, with zeros, with equal and with extreme weights.</summary>
internal static class Weights
{
    public static Gen<int[]> Any { get; } = Vectors(
        Gen.Frequency((2, Gen.Constant(0)), (5, Gen.Choose(1, 10)), (3, Gen.Choose(1, 1_000)), (2, Gen.Choose(1, 1_000_000)), (1, Gen.Constant(1_000_000))), 60);

    /// <summary>Vectors whose sum a round-robin cycle can hold.</summary>
    public static Gen<int[]> Small { get; } = Vectors(Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Choose(1, 10)), (2, Gen.Choose(1, 300))), 30);

    private static Gen<int[]> Vectors(Gen<int> weight, int most) =>
        Gen.Choose(1, most).SelectMany(count => weight.ArrayOf(count)).Where(w => w.Any(x => x > 0));
}
