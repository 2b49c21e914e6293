using System.Numerics;

namespace TrafficRouting;

/// <summary>
/// Builds alias tables whose columns, counted in draws, add up to the weights exactly. The columns are a power of two, so that each holds
/// as many draws as any other, and those beyond the targets lend all of theirs out. Some bits of a draw are its column, as an offset in bytes;
/// the others are the coin that is tossed there. As the column's bits are the same for all draws of it, a draw is compared whole.
/// </summary>
internal static class AliasTable
{
    public static AliasColumn[] Build(ReadOnlySpan<int> weights)
    {
        var columns = new AliasColumn[BitOperations.RoundUpToPowerOf2((uint)weights.Length)];
        var sum = WeightLimits.Sum(weights);
        // All draws are one more than fit into 64 bits.
        if (WeightLimits.OnlyChoice(weights) is >= 0 and var only)
            return OfOne(columns, only);

        var mass = new ulong[columns.Length];
        Apportion(weights, (ulong)sum, mass);
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
            columns[poor] = new(Draw(mass[poor], poor, columns.Length), poor, rich);
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
                mass += (columns.Length == 1 ? UInt128.One << 64 : Capacity(columns.Length)) - coins;
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

    private static AliasColumn[] OfOne(AliasColumn[] columns, int target)
    {
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new(Draw(0, i, columns.Length), i, target);
        return columns;
    }

    // The draws of each of several columns.
    private static ulong Capacity(int columns) => 1UL << (64 - BitOperations.Log2((uint)columns));

    /// <summary>Shares 2^64 draws out by weight: each target gets what lies between its bounds, rounded down, so that it is less than one draw from its share and one of weight zero gets none.</summary>
    private static void Apportion(ReadOnlySpan<int> weights, ulong sum, ulong[] mass)
    {
        var (upTo, before) = (0UL, 0UL);
        for (var i = 0; i < weights.Length; i++)
        {
            upTo += (uint)weights[i];
            // The last bound is 2^64, which is 0 in 64 bits, and the difference is right all the same.
            var bound = upTo == sum ? 0 : Bound(upTo, sum);
            mass[i] = bound - before;
            before = bound;
        }
    }

    // 2^64 * part / sum, where the part is less than the sum: divided digit by digit, since a sum of weights has up to 36 bits.
    private static ulong Bound(ulong part, ulong sum)
    {
        var (bound, left) = (0UL, 64);
        while (left > 0)
        {
            var bits = Math.Min(left, 28);
            part <<= bits;
            bound = (bound << bits) | (part / sum);
            part %= sum;
            left -= bits;
        }

        return bound;
    }
}
