using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>
/// Maps one 64-bit draw to one of several weighted targets, in the same time for any number of them.
/// Immutable, safe for concurrent use, allocates nothing per pick.
/// </summary>
/// <remarks>
/// The alias method (Walker 1977, in Vose's form of 1991) in exact integers: of the 2^64 possible draws each target owns
/// its share to within a single draw, and a target of weight zero owns none.
/// </remarks>
public sealed class WeightedPicker
{
    /// <summary>The greatest weight a target may have.</summary>
    public const int MaxWeight = WeightLimits.MaxWeight;

    /// <summary>The greatest number of targets.</summary>
    public const int MaxCount = WeightLimits.MaxCount;

    private readonly AliasColumn[] _columns;
    private readonly nuint _columnBits;

    private WeightedPicker(AliasColumn[] columns, int count)
    {
        _columns = columns;
        _columnBits = AliasTable.ColumnBits(columns.Length);
        Count = count;
    }

    /// <summary>Gets the number of targets.</summary>
    public int Count { get; }

    /// <summary>Builds the table for a set of weights, in time proportional to their number.</summary>
    /// <param name="weights">1 to <see cref="MaxCount"/> weights from 0 to <see cref="MaxWeight"/>, of any sum above zero.</param>
    /// <exception cref="ArgumentException">There are no weights or too many, one is out of range, or all are zero.</exception>
    public static WeightedPicker Create(ReadOnlySpan<int> weights) => new(AliasTable.Build(weights), weights.Length);

    /// <summary>Picks the target that owns the draw.</summary>
    /// <param name="random">64 uniformly distributed bits.</param>
    /// <returns>The index of a target whose weight is above zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pick(ulong random)
    {
        // Some of the bits are the place of a column, always one of the table's.
        return Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_columns), (nuint)random & _columnBits).Choose(random);
    }

    /// <summary>Adds up, over the whole table, how many of the 2^64 possible draws pick a target.</summary>
    /// <param name="index">The target's index.</param>
    /// <returns>The target's share of 2^64, differing from the share of its weight by less than one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such target.</exception>
    public UInt128 GetMass(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return AliasTable.MassOf(_columns, index);
    }
}
