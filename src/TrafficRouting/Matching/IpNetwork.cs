using System.Globalization;

namespace TrafficRouting;

/// <summary>A range of IP addresses, as <c>10.0.0.0/8</c>; an address alone is a range of one.</summary>
/// <param name="Text">The range as it was written.</param>
/// <param name="IsV6">Whether it is one of IPv6 addresses; the families know nothing of each other.</param>
/// <param name="Bits">The address it begins with.</param>
/// <param name="Mask">The bits that all of its addresses share.</param>
internal sealed record IpNetwork(string Text, bool IsV6, UInt128 Bits, UInt128 Mask)
{
    public static IpNetwork? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IpAddressText.TryRead(slash < 0 ? text : text.AsSpan(0, slash), out var bits, out var isV6))
            return null;
        var width = isV6 ? 128 : 32;
        var length = width;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > width))
            return null;
        // A shift by the whole width would be none at all.
        var mask = length == 0 ? UInt128.Zero : UInt128.MaxValue << (width - length);
        return new(text, isV6, bits & mask, mask);
    }

    public bool Contains(UInt128 bits, bool isV6) => isV6 == IsV6 && (bits & Mask) == Bits;
}
