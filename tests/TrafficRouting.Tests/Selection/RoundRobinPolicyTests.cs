using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace TrafficRouting.Tests.Selection;

public sealed class RoundRobinPolicyTests : SelectionPolicyContract
{
    protected override SelectionPolicy Create(params ReadOnlySpan<int> weights) => SelectionPolicy.RoundRobin(weights);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Select_AcrossTheTurnOfTheCounter_KeepsEveryCycleExact(int threads)
    {
        // Each thread counts for itself, because shared counts would make the threads take turns by themselves.
        const int Picks = 2_000_000;
        int[] weights = [5, 0, 3, 2];
        var policy = RoundRobinPolicy.StartBeforeTurn(weights, choices: 1_000_000);
        var counts = Enumerable.Range(0, threads).Select(_ => new int[weights.Length]).ToArray();
        using var start = new Barrier(threads);
        var workers = counts.Select(mine => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < Picks; i++)
                mine[policy.Select(RandomSource.Shared, "")]++;
        })).ToList();
        workers.ForEach(w => w.Start());
        workers.ForEach(w => w.Join());

        Assert.Equal(
            weights.Select(w => w * threads * Picks / 10),
            weights.Select((_, target) => counts.Sum(mine => mine[target])));
        Assert.Equal((ulong)(threads * Picks) - 1_000_000, policy.Walked);
    }

    [Fact]
    public void Select_AroundTheTurnOfTheCounter_GoesOnInSequence()
    {
        var (fresh, old) = (Create(5, 1, 1), RoundRobinPolicy.StartBeforeTurn([5, 1, 1], choices: 14));
        for (var i = 0; i < 70; i++)
            Assert.Equal(fresh.Select(RandomSource.Shared, ""), old.Select(RandomSource.Shared, ""));
    }

    [Fact]
    public void StartAnywhere_OfManyProcesses_BeginsAtEachTurnAlike()
    {
        var random = RandomSource.Create(1);
        var canaries = Enumerable.Range(0, 10_000).Count(_ => RoundRobinPolicy.StartAnywhere([99, 1], random).Select(random, "") == 1);

        Assert.InRange(canaries, 70, 130);
    }

    [Property]
    public Property StartAnywhere_WhereverItBegins_KeepsEveryCycleExact() => Prop.ForAll(Gen.Choose(0, 9).ArrayOf(4).Where(w => w.Sum() > 0).ToArbitrary(), Gen.Choose(0, 1_000).ToArbitrary(), (weights, seed) =>
    {
        var policy = RoundRobinPolicy.StartAnywhere(weights, RandomSource.Create((ulong)seed));
        var picks = Enumerable.Range(0, weights.Sum()).Select(_ => policy.Select(RandomSource.Shared, "")).ToList();

        Assert.Equal(weights, weights.Select((_, target) => picks.Count(p => p == target)));
    });

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
