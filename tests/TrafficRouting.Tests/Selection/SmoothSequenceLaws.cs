using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Selection;

public sealed partial class SmoothSequenceLaws
{
    [Property]
    public Property Cycle_AnyWeights_HoldsEachTargetExactlyAsItsWeightSays() => Prop.ForAll(Weights.Small.ToArbitrary(), weights =>
    {
        var divisor = weights.Aggregate((a, b) => { while (b != 0) (a, b) = (b, a % b); return a; });
        var counts = new int[weights.Length];
        foreach (var target in SmoothSequence.Build(weights))
            counts[target] += divisor;
        Assert.Equal(weights, counts);
    });

    [Property]
    public Property Prefix_AnyWeights_StaysWithinTheBestPossibleBoundOfItsShare() => Prop.ForAll(Weights.Small.ToArbitrary(), weights =>
    {
        var sequence = SmoothSequence.Build(weights);
        var targets = weights.Count(w => w > 0);
        var bound = targets > 1 ? 1 - (1d / ((2 * targets) - 2)) : 0;
        AssertWindows(weights, sequence, from: 0, sequence.Length, bound);
    });

    [Property]
    public Property Canary_BesideOneStable_ComesAtEvenSpaces() => Prop.ForAll(Gen.Choose(1, 50).Zip(Gen.Choose(1, 500)).ToArbitrary(), pair =>
    {
        var (canary, stable) = pair;
        var sequence = SmoothSequence.Build([stable, canary]);
        var places = sequence.Index().Where(s => s.Item == 1).Select(s => s.Index).ToList();
        var share = (canary + stable) / (double)canary;
        Assert.All(places.Zip(places.Skip(1).Append(places[0] + sequence.Length)), gap =>
            Assert.InRange(gap.Second - gap.First, Math.Floor(share), Math.Ceiling(share)));
    });

    [Property]
    public Property Scaling_AllWeights_ChangesNothing() => Prop.ForAll(Weights.Small.Zip(Gen.Choose(2, 1_000)).ToArbitrary(), pair =>
        SmoothSequence.Build(pair.Item1).AsSpan().SequenceEqual(SmoothSequence.Build(pair.Item1.Select(w => w * pair.Item2).ToArray())));

    [Theory]
    [InlineData(new[] { 90, 10 }, "0000010000")]
    [InlineData(new[] { 5, 1, 1 }, "0010020")]
    [InlineData(new[] { 1, 1, 1 }, "012")]
    [InlineData(new[] { 0, 2, 0, 1 }, "131")]
    public void Build_KnownWeights_GivesTheKnownOrder(int[] weights, string expected) =>
        Assert.Equal(expected, string.Concat(SmoothSequence.Build(weights)));

    [Fact]
    public void Build_LongestCycleOfMostTargets_IsWorkedOutAtOnce()
    {
        // Ten thousand targets in a cycle of ten thousand: quadratic work would take a hundred million steps.
        var sequence = SmoothSequence.Build(Enumerable.Repeat(7, 10_000).ToArray());
        Assert.Equal(Enumerable.Range(0, 10_000), sequence.Select(t => (int)t).Order());
    }

    private static void AssertWindows(int[] weights, ushort[] sequence, int from, int longest, double bound)
    {
        double sum = weights.Sum();
        var counts = new int[weights.Length];
        for (var length = 1; length <= longest; length++)
        {
            counts[sequence[(from + length - 1) % sequence.Length]]++;
            for (var i = 0; i < weights.Length; i++)
                Assert.True(Math.Abs(counts[i] - (length * weights[i] / sum)) <= bound + 1e-9, $"target {i} after {length} from {from}: {counts[i]}");
        }
    }
}
