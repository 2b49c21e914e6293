namespace TrafficRouting;

/// <summary>Where routing takes its random numbers from. Implementations must be safe for concurrent use.</summary>
public abstract class RandomSource
{
    /// <summary>Gets the source used by default: one generator per thread, seeded by the operating system. Not for secrets.</summary>
    public static RandomSource Shared => SharedRandomSource.Instance;

    /// <summary>Makes a source that yields the same numbers for the same seed, whichever threads draw them.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>A source for tests and simulations; threads drawing from it contend, unlike with <see cref="Shared"/>.</returns>
    public static RandomSource Create(ulong seed) => new SeededRandomSource(seed);

    /// <summary>Returns 64 uniformly distributed bits.</summary>
    public abstract ulong NextUInt64();
}
