using TrafficRouting.Selection;

namespace TrafficRouting.Tests.Selection;

public sealed class RoundRobinPolicyTests : SelectionPolicyContract
{
    protected override SelectionPolicy Create(params ReadOnlySpan<int> weights) => SelectionPolicy.RoundRobin(weights);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Select_AcrossTheTurnOfTheCounter_KeepsEveryCycleExact(int threads)
    {
        int[] weights = [5, 0, 3, 2];
        var policy = new RoundRobinPolicy(weights, cyclesBeforeTurn: 1_000);
        var counts = new int[weights.Length];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ =>
        {
            for (var i = 0; i < 16_000 / threads; i++)
                Interlocked.Increment(ref counts[policy.Select(RandomSource.Shared, "")]);
        });

        Assert.Equal([8_000, 0, 4_800, 3_200], counts);
    }

    [Fact]
    public void Select_AroundTheTurnOfTheCounter_GoesOnInSequence()
    {
        var (fresh, old) = (Create(5, 1, 1), new RoundRobinPolicy([5, 1, 1], cyclesBeforeTurn: 2));
        for (var i = 0; i < 70; i++)
            Assert.Equal(fresh.Select(RandomSource.Shared, ""), old.Select(RandomSource.Shared, ""));
    }

    [Fact]
    public void Create_CycleTooLong_SaysSo()
    {
        var error = Assert.Throws<ArgumentException>(() => Create(10_000, 1));
        Assert.Contains("10001", error.Message, StringComparison.Ordinal);
        Assert.Contains("10000 choices at most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_LongCycleOfRoundWeights_IsDividedDown() =>
        Assert.Equal(2, Create(1_000_000, 500_000).Count);
}
