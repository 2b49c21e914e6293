using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Selection;

public sealed class WeightedPickerTests
{
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
}
