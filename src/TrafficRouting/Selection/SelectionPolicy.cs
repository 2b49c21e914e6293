namespace TrafficRouting;

/// <summary>
/// Chooses one of several weighted targets. Safe for concurrent use; choosing allocates nothing and takes no lock. Derive from it for
/// a policy of your own, and register a <see cref="SelectionPolicyFactory"/> for it.
/// </summary>
public abstract class SelectionPolicy
{
    /// <summary>Initializes a policy.</summary>
    /// <param name="count">The number of targets.</param>
    protected SelectionPolicy(int count) => Count = count;

    /// <summary>Gets the number of targets.</summary>
    public int Count { get; }

    /// <summary>Makes a policy that draws each choice independently, by weight.</summary>
    /// <param name="weights">1 to <see cref="WeightedPicker.MaxCount"/> weights from 0 to <see cref="WeightedPicker.MaxWeight"/>, of any sum above zero.</param>
    /// <exception cref="ArgumentException">There are no weights or too many, one is out of range, or all are zero.</exception>
    public static SelectionPolicy Random(ReadOnlySpan<int> weights) => new RandomPolicy(weights);

    /// <summary>
    /// Makes a policy that takes turns: every full cycle holds each target exactly as often as its weight says (divided by the
    /// weights' greatest common divisor), spread evenly, and at every point of the cycle each is less than one choice away from its share.
    /// </summary>
    /// <param name="weights">As for <see cref="Random"/>; divided by their greatest common divisor they add up to at most 10,000.</param>
    /// <exception cref="ArgumentException">The weights are not acceptable, or the cycle would be longer than 10,000 choices.</exception>
    public static SelectionPolicy RoundRobin(ReadOnlySpan<int> weights) => new RoundRobinPolicy(weights);

    /// <summary>
    /// Makes a policy that ties a key to a target: the same key gives the same target in every process, on every platform and in every
    /// version of this library. Raising one target's weight moves keys only to it, lowering it only away from it. A choice without a key is drawn at random.
    /// </summary>
    /// <param name="weights">As for <see cref="Random"/>.</param>
    /// <param name="names">The targets' names, which identify them whatever their order; letter case does not count.</param>
    /// <param name="salt">What sets this choice apart, such as the route's name: choices with different salts are independent. Letter case does not count.</param>
    /// <exception cref="ArgumentException">The weights are not acceptable, their number is not that of the names, or two names are the same.</exception>
    /// <exception cref="ArgumentNullException">The salt or a name is null.</exception>
    public static SelectionPolicy Sticky(ReadOnlySpan<int> weights, ReadOnlySpan<string> names, string salt) => new StickyPolicy(weights, names, salt);

    /// <summary>Chooses a target for a new decision about a caller that is not known.</summary>
    /// <param name="random">Where draws are taken from, by policies that draw.</param>
    /// <returns>The index of a target whose weight is above zero.</returns>
    public int Select(RandomSource random) => Select(random, default);

    /// <summary>Chooses a target for a new decision.</summary>
    /// <param name="random">Where draws are taken from, by policies that draw.</param>
    /// <param name="key">What identifies the caller, for sticky policies; empty when unknown.</param>
    /// <returns>The index of a target whose weight is above zero.</returns>
    public abstract int Select(RandomSource random, ReadOnlySpan<char> key);

    /// <summary>Tells which target the key is tied to, without advancing anything.</summary>
    /// <param name="key">What identifies the caller; empty when unknown.</param>
    /// <returns>The index that <see cref="Select(RandomSource, ReadOnlySpan{char})"/> is bound to return for this key, or -1, as by default, where that depends on chance or order.</returns>
    public virtual int Peek(ReadOnlySpan<char> key) => -1;
}
