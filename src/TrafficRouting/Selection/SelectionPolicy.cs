namespace TrafficRouting.Selection;

/// <summary>Chooses one of several weighted targets. Safe for concurrent use; choosing allocates nothing and takes no lock.</summary>
public abstract class SelectionPolicy
{
    private protected SelectionPolicy(int count) => Count = count;

    /// <summary>Gets the number of targets.</summary>
    public int Count { get; }

    /// <summary>Chooses a target for a new decision.</summary>
    /// <param name="random">Where draws are taken from, by policies that draw.</param>
    /// <param name="key">What identifies the caller, for sticky policies; empty when unknown.</param>
    /// <returns>The index of a target whose weight is above zero.</returns>
    public abstract int Select(RandomSource random, ReadOnlySpan<char> key);

    /// <summary>Tells which target the key is tied to, without advancing anything.</summary>
    /// <param name="key">What identifies the caller; empty when unknown.</param>
    /// <returns>The index that <see cref="Select"/> is bound to return for this key, or -1 where that depends on chance or order.</returns>
    public abstract int Peek(ReadOnlySpan<char> key);
}
