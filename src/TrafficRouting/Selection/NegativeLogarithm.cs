using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>
/// -ln(u / 2^64) in integer arithmetic alone, because floating-point logarithms differ between platforms:
/// the leading zeros times ln 2, a table over the next nine bits, and a series for the rest. Relative error below 2^-28.
/// </summary>
internal static class NegativeLogarithm
{
    /// <summary>Results are in units of 2^-58.</summary>
    public const int FractionBits = 58;

    private const int IndexBits = 9;
    private const ulong Half = 1UL << 63;
    private const ulong Third = ulong.MaxValue / 3;

    // In units of 2^-64.
    private const ulong Ln2 = 0xB17217F7D1CF79AB;

    private static readonly Entry[] Table = BuildTable();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong u)
    {
        u |= 1;
        var zeros = BitOperations.LeadingZeroCount(u);
        var mantissa = u << zeros;
        var entry = Table[(int)((mantissa << 1) >> (64 - IndexBits))];

        // Scaled by its reciprocal the mantissa is 1 - r, with r below 2^-9, so three terms of r + r^2/2 + r^3/3 + ... suffice.
        var r = (Half - WideMultiply.High(mantissa, entry.Reciprocal)) << 1;
        var tail = Half + WideMultiply.High(r, Third);
        tail = WideMultiply.High(r, tail);
        var series = r + WideMultiply.High(r, tail);
        return ((ulong)zeros * (Ln2 >> (64 - FractionBits))) + entry.Logarithm + (series >> (64 - FractionBits));
    }

    private static Entry[] BuildTable()
    {
        var table = new Entry[1 << IndexBits];
        for (var i = 0; i < table.Length; i++)
        {
            // The reciprocal of the interval's upper end, between 1 and 2, in units of 2^-63.
            var reciprocal = (ulong)((UInt128.One << (64 + IndexBits)) / (ulong)(table.Length + i + 1));
            table[i] = new(reciprocal, WideMultiply.High(Log2(reciprocal), Ln2) >> (64 - FractionBits));
        }

        return table;
    }

    // Squaring doubles a logarithm, so each square that reaches two reveals one more binary digit.
    private static ulong Log2(ulong value)
    {
        var digits = 0UL;
        for (var bit = 63; bit >= 0; bit--)
        {
            var square = Math.BigMul(value, value, out var low);
            if (square >= Half)
            {
                digits |= 1UL << bit;
                value = square;
            }
            else
            {
                value = (square << 1) | (low >> 63);
            }
        }

        return digits;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ulong Reciprocal, ulong Logarithm);
}
