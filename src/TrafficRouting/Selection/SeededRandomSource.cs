namespace TrafficRouting;

/// <summary>A wyrand whose counter is advanced atomically: n draws yield the same n numbers on any number of threads.</summary>
internal sealed class SeededRandomSource(ulong seed) : RandomSource
{
    private ulong _state = seed;

    public override ulong NextUInt64() => WyRand.Mix(Interlocked.Add(ref _state, WyRand.Increment));
}
