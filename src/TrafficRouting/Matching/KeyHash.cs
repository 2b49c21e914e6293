using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>
/// Hashes the texts that rules are filed under, prefix by prefix in one walk. Texts that are equal but for case hash
/// alike, so one table serves tests that ignore case and tests that do not; whatever else collides is sorted out by
/// evaluating the rule itself. Four characters at a time by the folded multiplication of wyhash, the rest by FNV-1a.
/// </summary>
internal ref struct KeyHash(ReadOnlySpan<char> text)
{
    private const int ChunkLength = sizeof(ulong) / sizeof(char);
    private const ulong Mixer = 0xa076_1d64_78bd_642f;
    private const ulong Second = 0xe703_7ed1_a0b4_28db;
    private const ulong Prime = 0x0000_0100_0000_01b3;

    private readonly ReadOnlySpan<char> _text = text;
    private ulong _state = 0xcbf2_9ce4_8422_2325;
    private int _done;

    public static ulong Of(ReadOnlySpan<char> text) => new KeyHash(text).OfPrefix(text.Length);

    /// <summary>Keeps the keys of different slots apart in one table, and has every bit depend on all, where texts that differ in their last letters have hashes in rows.</summary>
    public static ulong InSlot(ulong hash, int slot) => WideMultiply.Fold(hash ^ ((ulong)(slot + 1) * Mixer), Second);

    /// <summary>Hashes the beginning of the text; lengths must ascend from call to call.</summary>
    public ulong OfPrefix(int length)
    {
        for (; _done + ChunkLength <= length; _done += ChunkLength)
        {
            var chunk = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(_text[_done..]));
            _state = WideMultiply.Fold(_state ^ (CaseFolding.IsAscii(chunk) ? CaseFolding.Fold(chunk) : FoldEach(_done)), Mixer);
        }

        var hash = _state;
        for (var i = _done; i < length; i++)
            hash = (hash ^ CaseFolding.Fold(_text, i)) * Prime;

        return hash;
    }

    private readonly ulong FoldEach(int start)
    {
        ulong folded = 0;
        for (var i = start; i < start + ChunkLength; i++)
            folded = (folded << 16) | CaseFolding.Fold(_text, i);
        return folded;
    }
}
