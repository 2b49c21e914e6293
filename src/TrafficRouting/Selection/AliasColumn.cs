using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>One column of an alias table: of the draws that fall into it, those below the threshold go to the primary target, the others to the alias.</summary>
[StructLayout(LayoutKind.Sequential, Size = Size)]
internal readonly struct AliasColumn(ulong threshold, int primary, int alias)
{
    /// <summary>The bytes of a column, a power of two.</summary>
    public const int Size = 16;

    private readonly int _alias = alias;
    private readonly int _primary = primary;

    public ulong Threshold { get; } = threshold;

    public int Primary => _primary;

    public int Alias => _alias;

    // The outcome as a position in place of a branch, which would be mispredicted as often as the split is even.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Choose(ulong draw) => Unsafe.Add(ref Unsafe.AsRef(in _alias), draw < Threshold ? 1 : 0);
}
