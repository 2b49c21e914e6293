namespace TrafficRouting;

/// <summary>
/// Weighted rendezvous (Thaler and Ravishankar 1996; weights after Schindler and Schomaker 2005): key and name together give each
/// target an exponential waiting time -ln(u) / weight, and the shortest wins. Two targets compare by their own numbers and the ratio
/// of their weights alone, so nothing done to a third moves a key between them.
/// </summary>
internal sealed class StickyPolicy : SelectionPolicy
{
    private readonly StickyCandidate[] _candidates;
    private readonly WeightedPicker _withoutKey;
    private readonly ulong _seed;

    public StickyPolicy(ReadOnlySpan<int> weights, ReadOnlySpan<string> names, string salt)
        : base(weights.Length)
    {
        ArgumentNullException.ThrowIfNull(salt);
        _withoutKey = WeightedPicker.Create(weights);
        _candidates = StickyCandidate.From(weights, names);
        _seed = StickyHash.Compute(salt.ToLowerInvariant(), seed: 0);
    }

    public override int Select(RandomSource random, ReadOnlySpan<char> key) =>
        key.IsEmpty ? _withoutKey.Pick(random.NextUInt64()) : Find(key);

    public override int Peek(ReadOnlySpan<char> key)
    {
        if (_candidates.Length == 1)
            return _candidates[0].Target;
        return key.IsEmpty ? -1 : Find(key);
    }

    private int Find(ReadOnlySpan<char> key)
    {
        var hash = StickyHash.Compute(key, _seed);
        var best = default(StickyCandidate);
        var bestWait = ulong.MaxValue;
        foreach (var other in _candidates)
        {
            var otherWait = other.UnweightedWait(hash);
            // wait / weight, cross-multiplied in 128 bits, so that scaling all weights changes nothing; anything beats weight 0.
            if (IsLess(otherWait, best.Weight, bestWait, other.Weight))
            {
                best = other;
                bestWait = otherWait;
            }
        }

        return best.Target;
    }

    private static bool IsLess(ulong a, ulong b, ulong c, ulong d)
    {
        var (left, right) = (WideMultiply.High(a, b), WideMultiply.High(c, d));
        return left < right || (left == right && a * b < c * d);
    }
}
