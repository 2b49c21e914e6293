using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Selection;

public sealed class WeightedDrawTests
{
    private static readonly Arbitrary<int[]> Weights = Gen.Choose(0, 9).ArrayOf().Resize(8).ToArbitrary();

    [Property]
    public Property Among_AnyWeights_FallsWhereTheirSumSoFarGoesAboveTheDraw() => Prop.ForAll(Weights, Gen.Choose(0, 1_000).ToArbitrary(), (weights, seed) =>
    {
        var draw = (UInt128)RandomSource.Create((ulong)seed).NextUInt64();
        var left = (long)((draw * (UInt128)weights.Sum()) >> 64);
        var chosen = weights.Select((_, target) => weights.Take(target + 1).Sum()).ToList().FindIndex(sum => sum > left);

        Assert.Equal(chosen, WeightedDraw.Among(weights, RandomSource.Create((ulong)seed)));
    });

    [Property]
    public Property Cycle_AnyWeights_IsTheLengthOfTheSequence() => Prop.ForAll(Weights, weights =>
        Assert.Equal(weights.Sum() == 0 ? 0 : SmoothSequence.Build(weights).Length, WeightLimits.Cycle(weights)));

    [Fact]
    public void Cycle_WeightBelowZero_TakesNoPart() => Assert.Equal(3, WeightLimits.Cycle([4, -6, 2]));
}
