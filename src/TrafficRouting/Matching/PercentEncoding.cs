using System.Buffers;

namespace TrafficRouting;

/// <summary>
/// Looks at percent-encoded text as it reads decoded once, as UTF-8. What is no valid encoding stays as it stands,
/// and so does '+', which means a space only in forms.
/// </summary>
internal static class PercentEncoding
{
    private const int OnStack = 256;

    public static bool IsEscaped(ReadOnlySpan<char> text) => text.Contains('%');

    /// <summary>Compares escaped text, once decoded, with plain text.</summary>
    public static bool Equals(ReadOnlySpan<char> escaped, ReadOnlySpan<char> plain)
    {
        // Decoding a UTF-8 sequence turns up to twelve characters into two, and one into no fewer than one.
        if (escaped.Length < plain.Length || !MayEqual(escaped, plain))
            return false;

        char[]? rented = null;
        Span<char> buffer = escaped.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        var equal = Decode(escaped, buffer).SequenceEqual(plain);
        Return(rented);
        return equal;
    }

    /// <summary>Evaluates a condition on escaped text as it reads decoded.</summary>
    public static bool Holds(in ValueCondition condition, ReadOnlySpan<char> escaped)
    {
        char[]? rented = null;
        Span<char> buffer = escaped.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        var holds = condition.Holds(present: true, Decode(escaped, buffer));
        Return(rented);
        return holds;
    }

    /// <summary>Hashes escaped text as it reads decoded.</summary>
    public static ulong Hash(ReadOnlySpan<char> escaped)
    {
        char[]? rented = null;
        Span<char> buffer = escaped.Length <= OnStack ? stackalloc char[OnStack] : rented = ArrayPool<char>.Shared.Rent(escaped.Length);
        var hash = KeyHash.Of(Decode(escaped, buffer));
        Return(rented);
        return hash;
    }

    // Nearly all that differ do so in their first letters, which spares decoding each text for each condition.
    private static bool MayEqual(ReadOnlySpan<char> escaped, ReadOnlySpan<char> plain)
    {
        var at = 0;
        foreach (var expected in plain)
        {
            // Beyond ASCII, and where an invalid escape stays as it stands, decoding tells.
            if (expected is >= '\x80' or '%')
                return true;
            if (at == escaped.Length || Next(escaped, ref at) != expected)
                return false;
        }

        return at == escaped.Length;
    }

    private static int Next(ReadOnlySpan<char> escaped, ref int at)
    {
        var c = escaped[at++];
        if (c != '%' || at + 1 >= escaped.Length || !char.IsAsciiHexDigit(escaped[at]) || !char.IsAsciiHexDigit(escaped[at + 1]))
            return c;
        var octet = (Digit(escaped[at]) << 4) | Digit(escaped[at + 1]);
        at += 2;
        return octet;
    }

    private static int Digit(char hex) => char.IsAsciiDigit(hex) ? hex - '0' : (hex | 0x20) - 'a' + 10;

    private static ReadOnlySpan<char> Decode(ReadOnlySpan<char> escaped, Span<char> buffer) =>
        Uri.TryUnescapeDataString(escaped, buffer, out var written) ? buffer[..written] : escaped;

    private static void Return(char[]? rented)
    {
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
    }
}
