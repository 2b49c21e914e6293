using System.Numerics;

namespace TrafficRouting;

/// <summary>
/// Builds alias tables whose columns, counted in draws, add up to the weights exactly. The columns are a power of two, so that each holds
/// as many draws as any other, and those beyond the targets lend all of theirs out. Some bits of a draw are its column, as an offset in bytes;
/// the others are the coin that is tossed there. As the column's bits are the same for all draws of it, a draw is compared whole.
/// </summary>
internal static class AliasTable
{
    private static readonly UInt128 AllDraws = UInt128.One << 64;

    public static AliasColumn[] Build(ReadOnlySpan<int> weights)
    {
        var columns = new AliasColumn[BitOperations.RoundUpToPowerOf2((uint)weights.Length)];
        var mass = new UInt128[columns.Length];
        Apportion(weights, WeightLimits.Sum(weights), mass);
        var capacity = Capacity(columns.Length);
        // Columns that hold too little wait at the front, those that hold too much at the back.
        var waiting = new int[columns.Length];
        var (small, large) = (0, columns.Length);
        for (var i = 0; i < columns.Length; i++)
            File(i);

        // What is missing and what is in excess always balance, so the last large one ends up exactly full.
        while (small > 0)
        {
            var poor = waiting[--small];
            var rich = waiting[large++];
            columns[poor] = new(Draw((ulong)mass[poor], poor, columns.Length), poor, rich);
            mass[rich] -= capacity - mass[poor];
            File(rich);
        }

        return columns;

        void File(int i)
        {
            if (mass[i] < capacity)
                waiting[small++] = i;
            else if (mass[i] > capacity)
                waiting[--large] = i;
            else
                columns[i] = new(Draw(0, i, columns.Length), i, i);
        }
    }

    public static UInt128 MassOf(AliasColumn[] columns, int target)
    {
        var mass = UInt128.Zero;
        foreach (var column in columns)
        {
            var coins = Coin(column.Threshold, columns.Length);
            if (column.Primary == target)
                mass += coins;
            if (column.Alias == target)
                mass += Capacity(columns.Length) - coins;
        }

        return mass;
    }

    /// <summary>The bits of a draw that are the offset of its column.</summary>
    public static nuint ColumnBits(int columns) => (nuint)(columns - 1) * AliasColumn.Size;

    // Of the draws of one column, the one that as many are below as the coin says.
    private static ulong Draw(ulong coin, int column, int columns) =>
        (((coin / AliasColumn.Size * (uint)columns) + (uint)column) * AliasColumn.Size) + (coin % AliasColumn.Size);

    private static ulong Coin(ulong draw, int columns) =>
        (draw / AliasColumn.Size / (uint)columns * AliasColumn.Size) + (draw % AliasColumn.Size);

    private static UInt128 Capacity(int columns) => AllDraws / (uint)columns;

    /// <summary>Shares 2^64 draws out by weight, the odd ones by largest remainder; zero weights have none, so they get none.</summary>
    private static void Apportion(ReadOnlySpan<int> weights, long sum, UInt128[] mass)
    {
        // What each lacks to a whole draw, so that those who lack least come first.
        var lacking = new ulong[weights.Length];
        var targets = new int[weights.Length];
        var left = AllDraws;
        for (var i = 0; i < weights.Length; i++)
        {
            (mass[i], var remainder) = UInt128.DivRem(AllDraws * (uint)weights[i], (UInt128)sum);
            lacking[i] = (ulong)sum - (ulong)remainder;
            targets[i] = i;
            left -= mass[i];
        }

        Array.Sort(lacking, targets);
        foreach (var i in targets.AsSpan(0, (int)left))
            mass[i]++;
    }
}
