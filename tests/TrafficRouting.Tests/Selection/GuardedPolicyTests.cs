namespace TrafficRouting.Tests.Selection;

/// <summary>What guards policies of the application's own is a policy like any other.</summary>
public sealed class GuardedPolicyTests : SelectionPolicyContract
{
    private readonly CallbackFailures _failures = new();

    public static TheoryData<int> Nonsense { get; } = new(-1, 1, 3, int.MaxValue, int.MinValue);

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Select_ChoiceOutOfRangeOrParked_IsDrawnInsteadAndNoted(int nonsense)
    {
        var noted = new List<string>();
        _failures.TryListen((name, _) => noted.Add(name));
        var policy = Guard(new Lambda((_, _) => nonsense), 1, 0, 3);

        var counts = new int[3];
        for (var i = 0; i < 4_000; i++)
            counts[policy.Select(RandomSource.Create((ulong)i), Key(i))]++;

        GoodnessOfFit.Assert(counts, [1, 0, 3]);
        Assert.Equal(Enumerable.Repeat("mine", 4_000), noted);
        Assert.Equal(-1, policy.Peek("alice"));
    }

    [Fact]
    public void SelectAndPeek_Throwing_AreNotedAndDrawnInstead()
    {
        var noted = new List<Exception>();
        _failures.TryListen((_, exception) => noted.Add(exception));
        var policy = Guard(new Lambda((_, _) => throw new InvalidOperationException("A policy's own trouble.")), 0, 5);

        Assert.Equal(1, policy.Select(RandomSource.Shared));
        Assert.Equal(-1, policy.Peek("alice"));
        Assert.Equal(["A policy's own trouble.", "A policy's own trouble."], noted.Select(e => e.Message));
    }

    [Fact]
    public void Select_ListenerThrowingToo_ChoosesAllTheSame()
    {
        _failures.TryListen((_, _) => throw new InvalidOperationException("A listener's own trouble."));

        Assert.Equal(1, Guard(new Lambda((_, _) => 7), 0, 5).Select(RandomSource.Shared));
    }

    [Fact]
    public void Select_SecondListener_IsNotTold()
    {
        var told = new List<string>();
        _failures.TryListen((_, _) => told.Add("first"));
        _failures.TryListen((_, _) => told.Add("second"));

        Guard(new Lambda((_, _) => 7), 0, 5).Select(RandomSource.Shared);

        Assert.Equal(["first"], told);
    }

    protected override SelectionPolicy Create(params ReadOnlySpan<int> weights)
    {
        var policy = SelectionPolicy.Random(weights);
        return Guard(new Lambda((random, key) => policy.Select(random, key), policy.Peek("")), weights);
    }

    private GuardedPolicy Guard(SelectionPolicyFactory factory, params ReadOnlySpan<int> weights) =>
        new("mine", factory, [.. Enumerable.Range(0, weights.Length).Select(Key)], weights.ToArray(), _failures);

    private sealed class Lambda(Func<RandomSource, string, int> select, int? peek = null) : SelectionPolicyFactory
    {
        public override SelectionPolicy Create(IReadOnlyList<string> names, IReadOnlyList<int> weights) => new Policy(weights.Count, select, peek);

        private sealed class Policy(int count, Func<RandomSource, string, int> select, int? peek) : SelectionPolicy(count)
        {
            public override int Select(RandomSource random, ReadOnlySpan<char> key) => select(random, "");

            public override int Peek(ReadOnlySpan<char> key) => peek ?? select(RandomSource.Shared, "");
        }
    }
}
