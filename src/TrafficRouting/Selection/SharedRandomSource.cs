using System.Buffers.Binary;
using System.Runtime.CompilerServices;

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

    // The system's own randomness, without the cryptographic libraries that RandomNumberGenerator would load for the first request.
    // A new Guid has 122 bits of it; where one of its halves is fixed, the other is not.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Seed()
    {
        Span<byte> bytes = stackalloc byte[2 * sizeof(ulong)];
        Guid.NewGuid().TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[sizeof(ulong)..]);
    }
}
