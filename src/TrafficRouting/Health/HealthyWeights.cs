namespace TrafficRouting;

/// <summary>Works out the weights of a choice while some of its targets are ejected or come back slowly.</summary>
internal static class HealthyWeights
{
    // 0.29 of 100 are 29.
    private const double Rounding = 1e-9;

    /// <summary>Gives the weights in force, those of healthy targets in their ratio, or null where they are as configured: all are healthy, or all are ejected.</summary>
    public static int[]? Of(ReadOnlySpan<int> weights, ReadOnlySpan<TargetHealth?> health)
    {
        var ejected = new List<int>();
        var (count, isSlow) = (0, false);
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0)
                continue;
            count++;
            if (health[i] is { IsEjected: true })
                ejected.Add(i);
            else
                isSlow |= health[i] is { Tenths: < TargetHealth.Whole };
        }

        if (ejected.Count == count || (ejected.Count == 0 && !isSlow))
            return null;

        var healthy = Scaled(weights, health, isSlow);
        foreach (var i in LeftOut(ejected, count, [.. health]))
            healthy[i] = 0;
        return healthy;
    }

    // Those ejected first, as many as each allows.
    private static IEnumerable<int> LeftOut(List<int> ejected, int count, TargetHealth?[] health) => ejected
        .OrderBy(i => health[i]!.EjectedAs)
        .Where((i, before) => before < Math.Max(1, (int)((health[i]!.Options.MaxEjectedShare * count) + Rounding)));

    // In tenths, as long as those stay weights.
    private static int[] Scaled(ReadOnlySpan<int> weights, ReadOnlySpan<TargetHealth?> health, bool isSlow)
    {
        var scaled = weights.ToArray();
        if (!isSlow)
            return scaled;

        var fits = scaled.Max() <= WeightLimits.MaxWeight / TargetHealth.Whole;
        for (var i = 0; i < scaled.Length; i++)
        {
            var tenths = health[i] is { IsEjected: false } slow ? slow.Tenths : TargetHealth.Whole;
            var share = (long)scaled[i] * tenths;
            scaled[i] = (int)(fits ? share : (share + TargetHealth.Whole - 1) / TargetHealth.Whole);
        }

        return scaled;
    }
}
