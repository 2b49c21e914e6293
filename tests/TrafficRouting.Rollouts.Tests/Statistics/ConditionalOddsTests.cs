namespace TrafficRouting.Rollouts.Tests.Statistics;

public sealed class ConditionalOddsTests
{
    [Theory]
    [InlineData(7, 12, 5, 1.0)]
    [InlineData(7, 12, 5, 3.5)]
    [InlineData(12, 7, 15, 0.4)]
    [InlineData(1, 1, 1, 25)]
    public void LogLikelihood_SmallWindow_IsThatOfTheEnumeratedDistribution(int canary, int stable, int events, double ratio)
    {
        var odds = new ConditionalOdds(canary, stable, events);
        var support = Enumerable.Range(Math.Max(0, events - stable), Math.Min(canary, events) - Math.Max(0, events - stable) + 1).ToArray();
        var weights = support.Select(k => Choose(canary, k) * Choose(stable, events - k) * Math.Pow(ratio, k)).ToArray();

        foreach (var (k, weight) in support.Zip(weights))
        {
            var expected = Math.Log(weight / weights.Sum()) - Math.Log(Choose(canary, k) * Choose(stable, events - k));
            Assert.Equal(expected, odds.LogLikelihood(k, ratio), 10);
        }
    }

    [Fact]
    public void LogLikelihood_LargeWindow_SumsToOne()
    {
        var odds = new ConditionalOdds(50_000, 950_000, 10_000);

        // 952 are expected; what lies eight standard deviations away adds nothing.
        var total = Enumerable.Range(700, 500).Sum(k => Math.Exp(
            odds.LogLikelihood(k, 2) + LogFactorial.Choose(50_000, k) + LogFactorial.Choose(950_000, 10_000 - k)));

        Assert.Equal(1, total, 6);
    }

    [Theory]
    [InlineData(0, 10, 3)]
    [InlineData(10, 0, 3)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 10, 20)]
    public void IsInformative_NothingToCompare_IsFalse(int canary, int stable, int events) =>
        Assert.False(new ConditionalOdds(canary, stable, Math.Min(events, canary + stable)).IsInformative);

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (c, i) => c * (n - k + i) / i);
}
