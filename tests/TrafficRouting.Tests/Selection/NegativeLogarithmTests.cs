namespace TrafficRouting.Tests.Selection;

public sealed class NegativeLogarithmTests
{
    private static readonly double Unit = Math.ScaleB(1, -NegativeLogarithm.FractionBits);

    [Fact]
    public void Of_NumbersOfEverySize_IsTheLogarithmToEightDigits()
    {
        var random = RandomSource.Create(1);
        for (var i = 0; i < 100_000; i++)
        {
            var u = random.NextUInt64() >> (i & 63);
            AssertClose(u, -Math.Log((u | 1) / Math.ScaleB(1, 64)));
        }
    }

    [Fact]
    public void Of_NumbersNearTheTop_IsAsPreciseInProportion()
    {
        // There the result is small, and it is there that a rare target wins.
        var random = RandomSource.Create(2);
        for (var i = 0; i < 100_000; i++)
        {
            var gap = (random.NextUInt64() >> (2 + (i % 62))) | 1;
            var x = gap / Math.ScaleB(1, 64);
            AssertClose(0 - gap, x < 1e-6 ? x + (x * x / 2) : -Math.Log(1 - x));
        }
    }

    [Fact]
    public void Of_BothSidesOfEveryTableEntry_IsTheLogarithm()
    {
        for (var i = 1UL; i < 512; i++)
        {
            var expected = -Math.Log((512 + i) / 1024d);
            AssertClose(((512 + i) << 54) - 1, expected);
            AssertClose((512 + i) << 54, expected);
        }
    }

    [Fact]
    public void Of_Zero_CountsAsOne() => Assert.Equal(NegativeLogarithm.Of(1), NegativeLogarithm.Of(0));

    private static void AssertClose(ulong u, double expected)
    {
        var actual = NegativeLogarithm.Of(u) * Unit;
        var tolerance = (expected * Math.ScaleB(1, -28)) + (80 * Unit);
        Assert.True(Math.Abs(actual - expected) <= tolerance, $"{u:x}: {actual} for {expected}");
    }
}
