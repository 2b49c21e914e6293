namespace TrafficRouting.Rollouts.Tests.Statistics;

public sealed class LogFactorialTests
{
    [Fact]
    public void Of_EveryNumber_IsTheSumOfTheLogarithms()
    {
        var sum = 0.0;
        for (var n = 0; n <= 300; n++)
        {
            sum += Math.Log(Math.Max(1, n));
            Assert.Equal(sum, LogFactorial.Of(n), 1e-14 * Math.Max(1, sum));
        }
    }
}
