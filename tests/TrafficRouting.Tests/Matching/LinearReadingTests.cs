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

        Assert.InRange(Ratio(() => CookieHeader.TryGetValue(hostile, "none", out _), () => CookieHeader.TryGetValue(plain, "none", out _)), 0, 20);
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

        Assert.InRange(Ratio(() => QueryString.TryGetValue(hostile, "none", out _), () => QueryString.TryGetValue(plain, "none", out _)), 0, 4);
    }

    private static string Repeat(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    private static double Ratio(Func<bool> one, Func<bool> other)
    {
        var (least, leastOther) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < 10; i++)
            (least, leastOther) = (Math.Min(least, Time(one)), Math.Min(leastOther, Time(other)));
        return least / leastOther;
    }

    private static double Time(Func<bool> work)
    {
        var started = Stopwatch.GetTimestamp();
        Assert.False(work());
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
