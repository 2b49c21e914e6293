using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Tables;

public sealed class PercentageTests
{
    [Property]
    public Property Includes_ZeroAndHundred_AreExact() => Prop.ForAll(
        ArbMap.Default.GeneratorFor<ulong>().ToArbitrary(),
        draw => !Percentage.FromPercent(0).Includes(draw) && Percentage.FromPercent(100).Includes(draw));

    [Theory]
    [InlineData(0)]
    [InlineData(ulong.MaxValue)]
    public void Includes_ExtremeDraws_ZeroAndHundredAreExact(ulong draw)
    {
        Assert.False(Percentage.FromPercent(0).Includes(draw));
        Assert.True(Percentage.FromPercent(100).Includes(draw));
    }

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(100, true, 0)]
    [InlineData(50, true, 1)]
    public void Includes_FromASource_DrawsOnlyWhereChanceDecides(double percent, bool included, int draws)
    {
        var source = new CountingSource();

        Assert.Equal(included, Percentage.FromPercent(percent).Includes(source));
        Assert.Equal(draws, source.Draws);
    }

    [Theory]
    [InlineData(0.0001)]
    [InlineData(0.0007)]
    [InlineData(33.3333)]
    [InlineData(99.9999)]
    public void FromPercent_TenThousandths_AreKept(double percent) =>
        Assert.Equal(percent, Percentage.FromPercent(percent).Value, 10);

    [Fact]
    public void Includes_SharesOfTheDraws_AreTheMass()
    {
        // The draws at i * 2^64 / 10^6 stand for their whole interval, so counting them adds up the mass.
        var share = Percentage.FromPercent(12.3456);
        var included = Enumerable.Range(0, 1_000_000).Count(i => share.Includes((ulong)(((UInt128)i << 64) / 1_000_000) + 1));

        Assert.Equal(123_456, included);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(100.1)]
    [InlineData(double.NaN)]
    public void FromPercent_OutsideTheRange_IsRefused(double percent) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentage.FromPercent(percent));

    private sealed class CountingSource : RandomSource
    {
        public int Draws { get; private set; }

        public override ulong NextUInt64()
        {
            Draws++;
            return 0;
        }
    }
}
