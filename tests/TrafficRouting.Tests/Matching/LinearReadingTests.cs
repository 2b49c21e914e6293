using System.Diagnostics;

namespace TrafficRouting.Tests.Matching;

/// <summary>Headers and queries that strangers write cost what their length says, whatever stands in them. Compared by turns with harmless ones of the same length.</summary>
public sealed class LinearReadingTests
{
    [Theory]
    [InlineData("a=b,")]
    [InlineData("a,  ")]
    [InlineData("=,=,")]
    [InlineData(",a b")]
    [InlineData("a=\"")]
    [InlineData("\";, ")]
    public void Cookies_OfManyCommas_CostLittleMoreThanThoseOfSemicolons(string part)
    {
        var (hostile, plain) = (Repeat(part, 16_000), Repeat("a=b;", 16_000));

        AssertRatio(20, () => CookieHeader.TryGetValue(hostile, "none", out _), () => CookieHeader.TryGetValue(plain, "none", out _));
    }

    [Theory]
    [InlineData("%61bc=1&")]
    [InlineData("a%62c=1&")]
    [InlineData("%C3%B6=1&")]
    [InlineData("%zz+%=1&")]
    [InlineData("%E4%B8=1&")]
    public void Query_OfEscapedNames_CostsLittleMoreThanOneOfPlainNames(string part)
    {
        var (hostile, plain) = (Repeat(part, 4_000), Repeat(new string('x', part.Length - 3) + "=1&", 4_000));

        AssertRatio(4, () => QueryString.TryGetValue(hostile, "none", out _), () => QueryString.TryGetValue(plain, "none", out _));
    }

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    // A busy machine spoils single turns; what is quadratic costs hundreds of times as much in each of them.
    private static void AssertRatio(double bound, Func<bool> one, Func<bool> other)
    {
        var (least, leastOther) = (double.MaxValue, double.MaxValue);
        for (var turn = 0; turn < 10 || (turn < 200 && least > bound * leastOther); turn++)
            (least, leastOther) = (Math.Min(least, Time(one)), Math.Min(leastOther, Time(other)));
        Assert.InRange(least / leastOther, 0, bound);
    }

    private static double Time(Func<bool> work)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.False(work());
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
