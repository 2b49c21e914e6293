namespace TrafficRouting;

/// <summary>A smooth sequence worked out beforehand, and one counter that walks round it.</summary>
internal sealed class RoundRobinPolicy : SelectionPolicy
{
    // Division by multiplication is exact for counts below 2^64 / 10,000, so the counter is turned back well before.
    private const ulong MaxWalk = 1UL << 48;

    private readonly ushort[] _sequence;
    private readonly ulong _reciprocal;
    private readonly ulong _turn;
    private readonly int _only;
    private PaddedCounter _counter;

    public RoundRobinPolicy(ReadOnlySpan<int> weights)
        : base(weights.Length)
    {
        _sequence = SmoothSequence.Build(weights);
        // The reciprocal of one does not fit, so a cycle of one is walked as one of two.
        if (_sequence is [var only])
            _sequence = [only, only];
        _only = WeightLimits.OnlyChoice(weights);
        var length = (ulong)_sequence.Length;
        _reciprocal = (ulong)(((UInt128.One << 64) + length - 1) / length);
        _turn = MaxWalk - (MaxWalk % length);
    }

    /// <summary>Gets the choices made since the counter was turned back.</summary>
    internal ulong Walked => Volatile.Read(ref _counter.Value);

    /// <summary>Starts within its cycle where a draw says, so that processes that start together do not all choose the same first.</summary>
    public static RoundRobinPolicy StartAnywhere(ReadOnlySpan<int> weights, RandomSource random)
    {
        var policy = new RoundRobinPolicy(weights);
        policy._counter.Value = random.NextUInt64() % (ulong)policy._sequence.Length;
        return policy;
    }

    /// <summary>Starts the given number of choices before the counter is turned back.</summary>
    internal static RoundRobinPolicy StartBeforeTurn(ReadOnlySpan<int> weights, ulong choices)
    {
        var policy = new RoundRobinPolicy(weights);
        policy._counter.Value = policy._turn - choices;
        return policy;
    }

    public override int Select(RandomSource random, ReadOnlySpan<char> key)
    {
        var sequence = _sequence;
        var count = Interlocked.Increment(ref _counter.Value);
        // A whole number of cycles is taken off, so no choice, not even one made meanwhile, is lost or doubled.
        if (count == _turn)
            Interlocked.Add(ref _counter.Value, 0 - _turn);
        return sequence[(int)(count - (WideMultiply.High(count, _reciprocal) * (ulong)sequence.Length))];
    }

    public override int Peek(ReadOnlySpan<char> key) => _only;
}
