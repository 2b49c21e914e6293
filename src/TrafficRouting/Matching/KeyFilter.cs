using System.Numerics;

namespace TrafficRouting;

/// <summary>
/// Tells of most keys that they are not in a table, without a look there: a Bloom filter of one bit per key, sixteen times as many in all,
/// so that of a table of thousands it stays in the processor's nearest cache.
/// </summary>
internal readonly struct KeyFilter
{
    private const ulong Mixer = 0x9E37_79B9_7F4A_7C15;
    private const int BitsPerKey = 16;
    private const int MinBits = 64;

    private readonly ulong[] _bits;
    private readonly int _shift;

    public KeyFilter(ReadOnlySpan<ulong> keys)
    {
        var bits = Math.Max(MinBits, BitOperations.RoundUpToPowerOf2((ulong)keys.Length * BitsPerKey));
        _bits = new ulong[bits / 64];
        _shift = 64 - BitOperations.Log2(bits);
        foreach (var key in keys)
        {
            var bit = Bit(key);
            _bits[bit >> 6] |= 1UL << (int)bit;
        }
    }

    public bool MayHold(ulong key)
    {
        var bit = Bit(key);
        return ((_bits[bit >> 6] >> (int)bit) & 1) != 0;
    }

    /// <summary>Gets the word that tells of a key.</summary>
    public ref readonly ulong WordOf(ulong key) => ref _bits[Bit(key) >> 6];

    private ulong Bit(ulong key) => (key * Mixer) >> _shift;
}
