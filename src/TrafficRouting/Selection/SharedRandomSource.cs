using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TrafficRouting;

/// <summary>One wyrand per thread, so that threads neither wait for nor disturb each other.</summary>
internal sealed class SharedRandomSource : RandomSource
{
    internal static readonly SharedRandomSource Instance = new();

    [ThreadStatic]
    private static ulong _state;

    private SharedRandomSource()
    {
    }

    public override ulong NextUInt64() => Next();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Next()
    {
        var state = _state;
        // Zero is a thread's first draw; when a sequence comes by it, a new seed does no harm.
        if (state == 0)
            state = Seed();
        state += WyRand.Increment;
        _state = state;
        return WyRand.Mix(state);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Seed()
    {
        Span<byte> seed = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(seed);
        return MemoryMarshal.Read<ulong>(seed);
    }
}
