namespace TrafficRouting.Selection;

/// <summary>Builds alias tables whose columns, counted in draws, add up to the weights exactly.</summary>
internal static class AliasTable
{
    private static readonly UInt128 AllDraws = UInt128.One << 64;

    public static AliasColumn[] Build(ReadOnlySpan<int> weights)
    {
        var mass = Apportion(weights, WeightRules.Sum(weights));
        var count = mass.Length;
        var columns = new AliasColumn[count];
        var small = new Stack<int>(count);
        var large = new Stack<int>(count);
        for (var i = 0; i < count; i++)
            File(i);

        // What is missing and what is in excess always balance, so the last large one ends up exactly full.
        while (small.TryPop(out var poor))
        {
            var rich = large.Pop();
            columns[poor] = new(Threshold(poor, mass[poor], count), poor, rich);
            mass[rich] -= Capacity(poor, count) - mass[poor];
            File(rich);
        }

        return columns;

        void File(int i)
        {
            var capacity = Capacity(i, count);
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
        for (var c = 0; c < columns.Length; c++)
        {
            var capacity = Capacity(c, columns.Length);
            var below = CoinsBelow(columns[c].Threshold, c, columns.Length);
            if (columns[c].Primary == target)
                mass += below;
            if (columns[c].Alias == target)
                mass += capacity - below;
        }

        return mass;
    }

    /// <summary>Shares 2^64 draws out by weight, the odd ones by largest remainder; zero weights have none, so they get none.</summary>
    private static UInt128[] Apportion(ReadOnlySpan<int> weights, long sum)
    {
        var mass = new UInt128[weights.Length];
        var remainders = new ulong[weights.Length];
        var left = AllDraws;
        for (var i = 0; i < weights.Length; i++)
        {
            (mass[i], var remainder) = UInt128.DivRem(AllDraws * (uint)weights[i], (UInt128)sum);
            remainders[i] = (ulong)remainder;
            left -= mass[i];
        }

        if (left == 0)
            return mass;
        var byRemainder = Enumerable.Range(0, weights.Length).OrderByDescending(i => remainders[i]);
        foreach (var i in byRemainder.Take((int)left))
            mass[i]++;
        return mass;
    }

    // Column c holds the draws r with floor(r * count / 2^64) = c, which are those from First(c) up to First(c + 1).
    private static UInt128 First(int column, int count) => ((AllDraws * (uint)column) + (uint)count - 1) / (uint)count;

    private static UInt128 Capacity(int column, int count) => First(column + 1, count) - First(column, count);

    // Within a column the coin starts at FirstCoin and rises by count from draw to draw.
    private static ulong FirstCoin(int column, int count) => (ulong)((First(column, count) * (uint)count) - (AllDraws * (uint)column));

    private static ulong Threshold(int column, UInt128 draws, int count) => (ulong)(FirstCoin(column, count) + (draws * (uint)count));

    private static UInt128 CoinsBelow(ulong threshold, int column, int count)
    {
        var first = FirstCoin(column, count);
        return threshold <= first ? UInt128.Zero : ((UInt128)(threshold - first) + (uint)count - 1) / (uint)count;
    }
}
