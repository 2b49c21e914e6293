namespace TrafficRouting;

/// <summary>
/// The generator wyrand of wyhash final version 4.3 by Wang Yi (public domain, github.com/wangyi-fudan/wyhash),
/// which passes BigCrush and PractRand: a counter, and a mix of it that draws do not wait on one another for.
/// </summary>
internal static class WyRand
{
    /// <summary>What the state advances by with each draw.</summary>
    public const ulong Increment = 0x2d358dccaa6c78a5;

    private const ulong Mask = 0x8bb84b93962eacc9;

    /// <summary>The output that belongs to a state already advanced.</summary>
    public static ulong Mix(ulong state) => WideMultiply.Fold(state, state ^ Mask);
}
