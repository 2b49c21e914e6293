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
        if (escaped.Length < plain.Length)
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

    private static ReadOnlySpan<char> Decode(ReadOnlySpan<char> escaped, Span<char> buffer) =>
        Uri.TryUnescapeDataString(escaped, buffer, out var written) ? buffer[..written] : escaped;

    private static void Return(char[]? rented)
    {
        if (rented is not null)
            ArrayPool<char>.Shared.Return(rented);
    }
}
