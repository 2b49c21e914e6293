namespace TrafficRouting;

/// <summary>Makes words of four letters equal that are equal but for case, for hashes that serve comparisons with and without it.</summary>
internal static class CaseFolding
{
    private const ulong CaseBits = 0x0020_0020_0020_0020;
    private const ulong NotAscii = 0xff80_ff80_ff80_ff80;

    // No character beyond ASCII equals one within it, with or without case.
    public static ulong Fold(ulong letters) => (letters & NotAscii) == 0 ? letters | CaseBits : NotAscii;
}
