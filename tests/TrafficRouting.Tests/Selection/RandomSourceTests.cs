using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Selection;

public sealed class RandomSourceTests
{
    [Fact]
    public void Create_KnownSeed_YieldsTheNumbersOfUpstreamsWyrand()
    {
        var random = RandomSource.Create(42);
        ulong[] expected = [0xca71d87c76983989, 0x7e5ba61552085fc6, 0xcdf101e3bab88b9f, 0x0a3825ad73267808];
        Assert.Equal(expected, expected.Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void Create_DrawnFromByEightThreads_YieldsTheSameNumbersInAll()
    {
        const int Draws = 8_000;
        var alone = RandomSource.Create(7);
        var shared = RandomSource.Create(7);
        var drawn = new ulong[Draws];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            for (var i = 0; i < Draws / 8; i++)
                drawn[(worker * Draws / 8) + i] = shared.NextUInt64();
        });

        Assert.Equal(Enumerable.Range(0, Draws).Select(_ => alone.NextUInt64()).Order(), drawn.Order());
    }

    [Fact]
    public void Shared_OnTwoThreads_YieldsDifferentNumbers()
    {
        var numbers = new ulong[2];
        var threads = numbers.Select((_, i) => new Thread(() => numbers[i] = RandomSource.Shared.NextUInt64())).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.NotEqual(numbers[0], numbers[1]);
    }

    [Fact]
    public void Shared_ManyDraws_SetsEveryBitHalfOfTheTime()
    {
        var ones = new int[64];
        for (var i = 0; i < 100_000; i++)
        {
            var bits = RandomSource.Shared.NextUInt64();
            for (var bit = 0; bit < 64; bit++)
                ones[bit] += (int)(bits >> bit) & 1;
        }

        // Seven standard deviations (158) either side: a false alarm in 64 bits less than once in 10^9 runs.
        Assert.All(ones, count => Assert.InRange(count, 48_893, 51_107));
    }

    [Fact]
    public void NextUInt64_EitherSource_AllocatesNothing()
    {
        var seeded = RandomSource.Create(1);
        Assert.Equal(0, Allocations.Of(() => RandomSource.Shared.NextUInt64()));
        Assert.Equal(0, Allocations.Of(() => seeded.NextUInt64()));
    }
}
