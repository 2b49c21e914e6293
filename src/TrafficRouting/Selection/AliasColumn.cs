using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting.Selection;

/// <summary>One column of an alias table: coins below the threshold go to the primary target, the others to the alias.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct AliasColumn(ulong threshold, int primary, int alias)
{
    private readonly ulong _targets = ((ulong)(uint)primary << 32) | (uint)alias;

    public ulong Threshold { get; } = threshold;

    public int Primary => (int)(_targets >> 32);

    public int Alias => (int)_targets;

    // A shift by the outcome in place of a branch, which would be mispredicted as often as the split is even.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Choose(ulong coin) => (int)(_targets >> ((coin < Threshold ? 1 : 0) << 5));
}
