using System.Runtime.InteropServices;

namespace TrafficRouting.Matching;

/// <summary>
/// Hashes the texts that rules are filed under. Texts that are equal but for case hash alike, so one table serves tests
/// that ignore case and tests that do not; whatever else collides is sorted out by evaluating the rule itself.
/// </summary>
internal static class KeyHash
{
    public const ulong Seed = 0xcbf2_9ce4_8422_2325;

    private const ulong Prime = 0x0000_0100_0000_01b3;
    private const ulong Mixer = 0xa076_1d64_78bd_642f;
    private const ulong CaseBits = 0x0020_0020_0020_0020;
    private const ulong NotAscii = 0xff80_ff80_ff80_ff80;

    /// <summary>Adds one character: FNV-1a, so that the hash of each prefix is met on the way.</summary>
    public static ulong Add(ulong hash, char c) => (hash ^ (c < 0x80 ? c | 0x20u : 0x80u)) * Prime;

    /// <summary>Hashes a whole text, four characters at a time, by the folded multiplication of wyhash.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = Seed;
        var bytes = MemoryMarshal.AsBytes(text);
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            var chunk = MemoryMarshal.Read<ulong>(bytes);
            // No character beyond ASCII equals one within it, with or without case.
            chunk = (chunk & NotAscii) == 0 ? chunk | CaseBits : NotAscii;
            var high = Math.BigMul(hash ^ chunk, Mixer, out var low);
            hash = high ^ low;
        }

        foreach (var c in MemoryMarshal.Cast<byte, char>(bytes))
            hash = Add(hash, c);

        return hash;
    }

    /// <summary>Hashes a whole path one character at a time.</summary>
    public static ulong OfPath(ReadOnlySpan<char> path)
    {
        var hash = Seed;
        foreach (var c in path)
            hash = Add(hash, c);

        return hash;
    }

    /// <summary>Keeps the keys of different slots apart in one table.</summary>
    public static ulong InSlot(ulong hash, int slot) => hash ^ ((ulong)(slot + 1) * Mixer);
}
