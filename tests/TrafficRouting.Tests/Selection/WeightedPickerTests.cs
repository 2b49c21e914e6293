using TrafficRouting.Selection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Selection;

public sealed class WeightedPickerTests
{
    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 90, 10 })]
    [InlineData(new[] { 1, 1_000_000 })]
    [InlineData(new[] { 0, 3, 0, 4, 0 })]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7 })]
    public void Pick_AtEveryEdgeOfTheTable_AgreesWithTheMass(int[] weights)
    {
        // A pick is a step function of the draw; walking its steps by bisection adds the table up through Pick itself.
        var picker = WeightedPicker.Create(weights);
        var mass = new UInt128[weights.Length];
        var steps = 0;
        for (var from = UInt128.Zero; from < UInt128.One << 64; steps++)
        {
            var target = picker.Pick((ulong)from);
            var (low, high) = (from, StepLimit(from, weights.Length));
            while (low < high)
            {
                var middle = low + ((high - low + 1) / 2);
                (low, high) = picker.Pick((ulong)middle) == target ? (middle, high) : (low, middle - 1);
            }

            mass[target] += low - from + 1;
            from = low + 1;
        }

        Assert.InRange(steps, weights.Length, 2 * weights.Length);
        Assert.All(weights.Index(), w => Assert.Equal(picker.GetMass(w.Index), mass[w.Index]));
    }

    [Fact]
    public void Pick_Warm_AllocatesNothing()
    {
        var picker = WeightedPicker.Create([1, 2, 3]);
        Assert.Equal(0, Allocations.Of(() => picker.Pick(RandomSource.Shared.NextUInt64())));
    }

    [Fact]
    public void Create_MostAndGreatestWeights_KeepsTheMassExact()
    {
        var weights = Enumerable.Repeat(WeightedPicker.MaxWeight, WeightedPicker.MaxCount).ToArray();
        weights[0] = 1;
        var picker = WeightedPicker.Create(weights);
        Assert.Equal((UInt128.One << 64) / (ulong)weights.Sum(w => (long)w), picker.GetMass(0));
        Assert.Equal(weights.Length, picker.Count);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void GetMass_NoSuchTarget_Throws(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightedPicker.Create([1, 1]).GetMass(index));

    [Theory]
    [InlineData(new int[0], "no weights")]
    [InlineData(new[] { 0, 0 }, "Every weight is zero")]
    [InlineData(new[] { 1, -2 }, "Weight -2 at position 1")]
    [InlineData(new[] { 1_000_001 }, "Weight 1000001 at position 0 is outside 0 to 1000000")]
    public void Create_BadWeights_SaysWhichAndWhy(int[] weights, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => WeightedPicker.Create(weights)).Message, StringComparison.Ordinal);

    // Within a column there is at most one step, so the search ends with the column.
    private static UInt128 StepLimit(UInt128 draw, int columns)
    {
        var column = (draw * (uint)columns) >> 64;
        return ((((column + 1) << 64) + (uint)columns - 1) / (uint)columns) - 1;
    }
}
