using System.Globalization;

namespace TrafficRouting;

/// <summary>Reads IP addresses without allocating, which <see cref="System.Net.IPAddress"/> cannot, and as strictly as <c>inet_pton</c>.</summary>
internal static class IpAddressText
{
    private const int Groups = 8;

    /// <summary>Reads an address: IPv4 in dotted decimals, IPv6 with or without brackets, without a zone.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bits">The address; an IPv4 one in the lowest 32 bits.</param>
    /// <param name="isV6">Whether it is an IPv6 address; one that embeds an IPv4 address is.</param>
    public static bool TryRead(ReadOnlySpan<char> text, out UInt128 bits, out bool isV6)
    {
        isV6 = text.Contains(':');
        if (isV6)
            return TryReadV6(text is ['[', .. var inner, ']'] ? inner : text, out bits);
        var isRead = TryReadV4(text, out var v4);
        bits = v4;
        return isRead;
    }

    private static bool TryReadV4(ReadOnlySpan<char> text, out uint bits)
    {
        bits = 0;
        for (var i = 0; i < 4; i++)
        {
            var end = i < 3 ? text.IndexOf('.') : text.Length;
            // A leading zero would be octal to some and decimal to others.
            if (end is < 1 or > 3 || (end > 1 && text[0] == '0') || !byte.TryParse(text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
                return false;
            bits = (bits << 8) | part;
            text = text[Math.Min(end + 1, text.Length)..];
        }

        return true;
    }

    private static bool TryReadV6(ReadOnlySpan<char> text, out UInt128 bits)
    {
        bits = 0;
        var (count, gap) = (0, -1);
        if (text.StartsWith("::"))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            var end = text.IndexOf(':');
            if (!TryReadGroup(end < 0 ? text : text[..end], isLast: end < 0, ref bits, ref count))
                return false;
            if (end < 0)
                break;
            text = text[(end + 1)..];
            if (text.IsEmpty || (text[0] == ':' && gap >= 0))
                return false;
            if (text[0] == ':')
            {
                gap = count;
                text = text[1..];
            }
        }

        if (gap < 0)
            return count == Groups;
        // What stands behind the gap is at the end, what stands before it at the beginning.
        var tail = 16 * (count - gap);
        bits = gap == 0 ? bits : ((bits >> tail) << (16 * (Groups - gap))) | (bits & ((UInt128.One << tail) - 1));
        return count < Groups;
    }

    private static bool TryReadGroup(ReadOnlySpan<char> group, bool isLast, ref UInt128 bits, ref int count)
    {
        if (isLast && group.Contains('.'))
        {
            count += 2;
            if (count > Groups || !TryReadV4(group, out var v4))
                return false;
            bits = (bits << 32) | v4;
            return true;
        }

        if (++count > Groups || group.Length is 0 or > 4 || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        bits = (bits << 16) | value;
        return true;
    }
}
