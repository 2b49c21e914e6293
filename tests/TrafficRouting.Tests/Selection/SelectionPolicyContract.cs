using TrafficRouting.TestKit;

namespace TrafficRouting.Tests.Selection;

/// <summary>What every selection policy must do; each policy's tests derive from it.</summary>
public abstract class SelectionPolicyContract
{
    public static TheoryData<int[]> Splits { get; } = new(
        [1], [90, 10], [99, 1], [0, 5], [5, 0, 3], [1, 1, 1], [5, 1, 1], [0, 0, 7, 0], [100, 200, 300, 400], [50, 0, 50, 25, 0, 125]);

    public static TheoryData<int[]> BadWeights { get; } = new([], [-1], [5, -1], [0], [0, 0], [1_000_001], [1, int.MaxValue], [int.MinValue]);

    protected abstract SelectionPolicy Create(params ReadOnlySpan<int> weights);

    [Theory]
    [MemberData(nameof(Splits))]
    public void Count_Always_IsTheNumberOfWeights(int[] weights) => Assert.Equal(weights.Length, Create(weights).Count);

    [Theory]
    [MemberData(nameof(Splits))]
    public void Select_Repeated_FollowsTheWeights(int[] weights)
    {
        var policy = Create(weights);
        var random = RandomSource.Create(1);
        const int Picks = 20_000;
        var counts = new int[weights.Length];
        for (var i = 0; i < Picks; i++)
            counts[policy.Select(random, Key(i))]++;

        GoodnessOfFit.Assert(counts, weights);
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Peek_WithOrWithoutKey_ForetellsSelectOrAbstains(int[] weights)
    {
        var policy = Create(weights);
        foreach (var key in (string[])["", "alice", "bob", "carol"])
        {
            var foretold = policy.Peek(key);
            Assert.InRange(foretold, -1, weights.Length - 1);
            for (ulong seed = 0; seed < 50; seed++)
            {
                var selected = policy.Select(RandomSource.Create(seed), key);
                Assert.True(foretold == -1 || foretold == selected);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Peek_OnlyOneWeightAboveZero_NamesIt(int[] weights)
    {
        var only = weights.Count(w => w > 0) == 1;
        Assert.Equal(only, Create(weights).Peek("") >= 0);
    }

    [Fact]
    public void Peek_Repeated_AdvancesNothing()
    {
        var (peeked, other) = (Create(3, 2, 1), Create(3, 2, 1));
        var (random, same) = (RandomSource.Create(7), RandomSource.Create(7));
        for (var i = 0; i < 100; i++)
        {
            peeked.Peek(Key(i));
            Assert.Equal(other.Select(random, Key(i)), peeked.Select(same, Key(i)));
        }
    }

    [Fact]
    public void SelectAndPeek_Warm_AllocateNothing()
    {
        var policy = Create(90, 9, 1);
        var random = RandomSource.Create(3);
        const string User = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
        Assert.Equal(0, Allocations.Of(() => policy.Select(RandomSource.Shared, User)));
        Assert.Equal(0, Allocations.Of(() => policy.Select(RandomSource.Shared, "")));
        Assert.Equal(0, Allocations.Of(() => policy.Select(random, "")));
        Assert.Equal(0, Allocations.Of(() => policy.Peek(User)));
    }

    [Fact]
    public void Select_FromEightThreads_StaysInRangeAndOffZeroWeights()
    {
        var policy = Create(3, 0, 1);
        var counts = new int[3];
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            for (var i = 0; i < 5_000; i++)
                Interlocked.Increment(ref counts[policy.Select(RandomSource.Shared, Key((worker * 5_000) + i))]);
        });

        Assert.Equal(0, counts[1]);
        Assert.Equal(40_000, counts.Sum());
        // Forty standard deviations at the least.
        Assert.InRange(counts[0], 26_000, 34_000);
    }

    [Theory]
    [MemberData(nameof(BadWeights))]
    public void Create_BadWeights_ThrowsNamingThem(int[] weights)
    {
        var error = Assert.Throws<ArgumentException>(() => Create(weights));
        Assert.Equal("weights", error.ParamName);
    }

    [Fact]
    public void Create_MoreWeightsThanAllowed_Throws() =>
        Assert.Throws<ArgumentException>(() => Create(Enumerable.Repeat(1, WeightedPicker.MaxCount + 1).ToArray()));

    protected static string Key(int i) => $"user-{i}";
}
