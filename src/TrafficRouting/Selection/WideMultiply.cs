using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace TrafficRouting;

/// <summary>Products of 64 by 64 bits. On x64 Math.BigMul passes the low half through memory, which costs as much as the product.</summary>
internal static class WideMultiply
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong High(ulong a, ulong b) => Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(a, b) : Math.BigMul(a, b, out _);

    /// <summary>The two halves folded into one, the mixing step of wyhash.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong a, ulong b) => High(a, b) ^ (a * b);
}
