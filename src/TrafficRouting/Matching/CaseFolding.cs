namespace TrafficRouting;

/// <summary>Makes letters equal that are equal but for case, for hashes that serve comparisons with and without it.</summary>
internal static class CaseFolding
{
    private const ulong CaseBits = 0x0020_0020_0020_0020;
    private const ulong NotAscii = 0xff80_ff80_ff80_ff80;

    // All letters beyond the BMP that have a case are in the planes before this one; emoji and ideographs come later.
    private const char FirstWithoutCase = '\ud83c';

    /// <summary>Tells whether all four letters of a word are ASCII. No character beyond equals one within it, with or without case.</summary>
    public static bool IsAscii(ulong letters) => (letters & NotAscii) == 0;

    /// <summary>Folds a word of four ASCII letters, or of letters beyond it to one and the same.</summary>
    public static ulong Fold(ulong letters) => IsAscii(letters) ? letters | CaseBits : NotAscii;

    /// <summary>Folds one letter of a text.</summary>
    public static uint Fold(ReadOnlySpan<char> text, int index)
    {
        var c = text[index];
        if (c < 0x80)
            return c | 0x20u;
        if (char.IsLowSurrogate(c))
            return index > 0 && text[index - 1] >= FirstWithoutCase ? c : '\udc00';
        return char.IsHighSurrogate(c) ? c : char.ToUpperInvariant(c);
    }
}
