using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Selection;

public sealed class WeightedPickerLaws
{
    private static readonly UInt128 AllDraws = UInt128.One << 64;

    [Property]
    public Property Mass_AnyWeights_DiffersFromTheSharesByLessThanOneDraw() => Prop.ForAll(Weights.Any.ToArbitrary(), weights =>
    {
        var mass = MassOf(weights);
        var sum = (UInt128)(ulong)weights.Sum(w => (long)w);
        Assert.Equal(AllDraws, mass.Aggregate(UInt128.Zero, (total, m) => total + m));
        Assert.All(weights.Zip(mass), x => Assert.InRange(
            x.Second, AllDraws * (uint)x.First / sum, ((AllDraws * (uint)x.First) + sum - 1) / sum));
    });

    [Property(MaxTest = 100)]
    public Property Mass_WalkedThroughPick_IsWhatGetMassSays() => Prop.ForAll(Weights.Any.ToArbitrary(), weights =>
    {
        var picker = WeightedPicker.Create(weights);
        var walked = new UInt128[weights.Length];
        foreach (var (target, draws) in Steps(picker))
            walked[target] += draws;
        Assert.Equal(MassOf(weights), walked);
    });

    [Property]
    public Property ZeroWeight_AnyVector_OwnsNoDraw() => Prop.ForAll(Weights.Any.ToArbitrary(), weights =>
        weights.Zip(MassOf(weights)).All(x => x.First > 0 || x.Second == 0));

    [Property]
    public Property Scaling_AllWeights_LeavesEveryPick() => Prop.ForAll(Weights.Small.Zip(Gen.Choose(2, 3_000)).ToArbitrary(), pair =>
    {
        var (weights, factor) = pair;
        var (picker, scaled) = (WeightedPicker.Create(weights), WeightedPicker.Create(weights.Select(w => w * factor).ToArray()));
        var random = RandomSource.Create((ulong)factor);
        for (var i = 0; i < 200; i++)
        {
            var draw = random.NextUInt64();
            Assert.Equal(picker.Pick(draw), scaled.Pick(draw));
        }
    });

    [Property]
    public Property Permutation_OfTheWeights_PermutesTheMass() => Prop.ForAll(Weights.Any.SelectMany(w => Gen.Shuffle(w.Index().ToArray())).ToArbitrary(), shuffled =>
    {
        var permuted = MassOf(shuffled.Select(s => s.Item).ToArray());
        var original = MassOf(shuffled.OrderBy(s => s.Index).Select(s => s.Item).ToArray());
        // The odd draws left over by rounding may fall to another of equals.
        Assert.All(shuffled.Zip(permuted), x =>
            Assert.InRange(x.Second + 1, original[x.First.Index], original[x.First.Index] + 2));
    });

    [Property]
    public Property Picks_OverManyRandomVectors_FollowTheWeights()
    {
        const int Picks = 20_000;
        var random = RandomSource.Create(20_261_121);
        return Prop.ForAll(Weights.Any.ToArbitrary(), weights =>
        {
            var picker = WeightedPicker.Create(weights);
            var counts = new int[weights.Length];
            for (var i = 0; i < Picks; i++)
                counts[picker.Pick(random.NextUInt64())]++;
            GoodnessOfFit.Assert(counts, weights);
        });
    }

    private static UInt128[] MassOf(int[] weights)
    {
        var picker = WeightedPicker.Create(weights);
        return weights.Select((_, i) => picker.GetMass(i)).ToArray();
    }

    // Within a column the target changes once at most, so the step is found by bisection.
    private static IEnumerable<(int Target, UInt128 Draws)> Steps(WeightedPicker picker)
    {
        var columns = BitOperations.RoundUpToPowerOf2((uint)picker.Count);
        var last = (AllDraws / columns) - 1;
        for (var column = 0u; column < columns; column++)
        {
            var (first, low, high) = (Pick(0), UInt128.Zero, last);
            while (low < high)
            {
                var middle = low + ((high - low + 1) / 2);
                (low, high) = Pick(middle) == first ? (middle, high) : (low, middle - 1);
            }

            yield return (first, low + 1);
            yield return (Pick(last), last - low);

            // The four lowest bits of a draw are its coin's, those above them its column, and the rest again the coin's.
            int Pick(UInt128 coin) => picker.Pick((ulong)((((coin / 16 * columns) + column) * 16) + (coin % 16)));
        }
    }
}
