namespace TrafficRouting.Selection;

/// <summary>Where routing takes its random numbers from. Implementations must be safe for concurrent use.</summary>
public abstract class RandomSource
{
    /// <summary>Returns 64 uniformly distributed bits.</summary>
    public abstract ulong NextUInt64();
}
