namespace TrafficRouting.Rollouts.Tests.Statistics;

public sealed class DetectableRatioTests
{
    // Worked out apart from the code, by halving to nine digits.
    [Theory]
    [InlineData(0.005, 1.5, 100, 5.708622516, new[] { 1000.0, 9000 })]
    [InlineData(0.02, 1.25, 20, 7.713368649, new[] { 100.0, 900 })]
    [InlineData(0.01, 1, 1000, 4.880578084, new[] { 300.0, 2700, 50, 50, 900, 300 })]
    [InlineData(0.005, 1.5, 100, 85.201443996, new[] { 20.0, 180 })]
    public void Of_KnownRequests_IsTheLeastThatIsCaughtToAPercent(double share, double tolerance, double threshold, double expected, double[] requests)
    {
        var ratio = DetectableRatio.Of([.. requests.Chunk(2).Select(pair => (pair[0], pair[1]))], share, tolerance, Math.Log(threshold));

        Assert.InRange(ratio!.Value, expected * (1 - 1e-8), expected * 1.01);
    }

    [Fact]
    public void Of_NotEvenOneThatFailsEverything_IsNull() =>
        Assert.Null(DetectableRatio.Of([(30, 2700)], 0.3, 1.5, Math.Log(100)));
}
