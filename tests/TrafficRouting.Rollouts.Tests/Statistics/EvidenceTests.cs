namespace TrafficRouting.Rollouts.Tests.Statistics;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(0.3)]
    public void Compare_CanaryNoWorse_ExpectationIsAtMostOne(double actualRatio)
    {
        const int Canary = 9, Stable = 21, Events = 8;
        var weights = Enumerable.Range(0, Events + 1)
            .Select(k => Math.Exp(LogFactorial.Choose(Canary, k) + LogFactorial.Choose(Stable, Events - k)) * Math.Pow(actualRatio, k)).ToArray();

        var expectation = weights.Select((w, k) => w / weights.Sum() * Math.Exp(Evidence.Log(
            Evidence.Compare(Evidence.None, new(Canary, k), new(Stable, Events - k), tolerance: 1)))).Sum();

        Assert.InRange(expectation, 0, 1 + 1e-9);
        if (actualRatio == 1)
            Assert.Equal(1, expectation, 9);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.01)]
    public void Bound_CanaryWithinBound_ExpectationIsAtMostOne(double share)
    {
        const int Requests = 40;
        var expectation = Enumerable.Range(0, Requests + 1).Sum(k =>
            Math.Exp(LogFactorial.Choose(Requests, k)) * Math.Pow(share, k) * Math.Pow(1 - share, Requests - k)
            * Math.Exp(Evidence.Log(Evidence.Bound(Evidence.None, new(Requests, k), 0.05))));

        Assert.InRange(expectation, 0, 1 + 1e-9);
    }

    [Fact]
    public void Bound_OfOneWindow_IsTheLikelihoodRatioOfEachEffect()
    {
        // ln of Binomial(7; 100, p) / Binomial(7; 100, 0.05), where the odds of p are so many times those of 0.05.
        double[] expected = [0.36899449772, -0.02698615302, -1.84073195976, -6.96609029236, -21.03825999229, -56.31360526235];

        Assert.Equal(expected, Evidence.Bound(Evidence.None, new(100, 7), 0.05), (x, y) => Math.Abs(x - y) < 1e-9);
    }

    [Fact]
    public void Compare_OnlyTheCanaryFails_EvidenceGrowsWithEveryWindow()
    {
        var evidence = Evidence.None;
        var last = Evidence.Log(evidence);
        for (var i = 0; i < 10; i++)
        {
            evidence = Evidence.Compare(evidence, new(20, 2), new(180, 0), 1.5);
            Assert.True(Evidence.Log(evidence) > last);
            last = Evidence.Log(evidence);
        }

        Assert.True(last > Math.Log(100));
    }

    [Fact]
    public void Compare_NothingToCompare_LeavesTheEvidence()
    {
        Assert.Equal(Evidence.None, Evidence.Compare(Evidence.None, new(0, 0), new(100, 5), 1));
        Assert.Equal(Evidence.None, Evidence.Compare(Evidence.None, new(50, 50), new(100, 100), 1));
        Assert.Equal(0, Evidence.Log(Evidence.None), 12);
    }
}
