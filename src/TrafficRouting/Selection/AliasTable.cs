using System.Numerics;

namespace TrafficRouting.Selection;

/// <summary>
/// Builds alias tables whose columns, counted in draws, add up to the weights exactly. The columns are a power of two, so that each holds
/// as many draws as any other and a draw finds its own by a shift; those beyond the targets lend all of theirs out.
/// </summary>
internal static class AliasTable
{
    private static readonly UInt128 AllDraws = UInt128.One << 64;

    public static AliasColumn[] Build(ReadOnlySpan<int> weights)
    {
        // At least two, since a shift by 64 is none.
        var columns = new AliasColumn[Math.Max(2, BitOperations.RoundUpToPowerOf2((uint)weights.Length))];
        var mass = new UInt128[columns.Length];
        Apportion(weights, WeightRules.Sum(weights), mass);
        var capacity = Capacity(columns.Length);
        var small = new Stack<int>(columns.Length);
        var large = new Stack<int>(columns.Length);
        for (var i = 0; i < columns.Length; i++)
            File(i);

        // What is missing and what is in excess always balance, so the last large one ends up exactly full.
        while (small.TryPop(out var poor))
        {
            var rich = large.Pop();
            columns[poor] = new((ulong)mass[poor], poor, rich);
            mass[rich] -= capacity - mass[poor];
            File(rich);
        }

        return columns;

        void File(int i)
        {
            if (mass[i] < capacity)
                small.Push(i);
            else if (mass[i] > capacity)
                large.Push(i);
            else
                columns[i] = new(0, i, i);
        }
    }

    public static UInt128 MassOf(AliasColumn[] columns, int target)
    {
        var mass = UInt128.Zero;
        foreach (var column in columns)
        {
            if (column.Primary == target)
                mass += column.Threshold;
            if (column.Alias == target)
                mass += Capacity(columns.Length) - column.Threshold;
        }

        return mass;
    }

    private static ulong Capacity(int columns) => (ulong)(AllDraws / (uint)columns);

    /// <summary>Shares 2^64 draws out by weight, the odd ones by largest remainder; zero weights have none, so they get none.</summary>
    private static void Apportion(ReadOnlySpan<int> weights, long sum, UInt128[] mass)
    {
        var remainders = new ulong[weights.Length];
        var left = AllDraws;
        for (var i = 0; i < weights.Length; i++)
        {
            (mass[i], var remainder) = UInt128.DivRem(AllDraws * (uint)weights[i], (UInt128)sum);
            remainders[i] = (ulong)remainder;
            left -= mass[i];
        }

        foreach (var i in Enumerable.Range(0, weights.Length).OrderByDescending(i => remainders[i]).Take((int)left))
            mass[i]++;
    }
}
