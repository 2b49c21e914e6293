namespace TrafficRouting.Benchmarks.Selection;

/// <summary>The floor: draws, and nothing done with them.</summary>
internal static class BareDraws
{
    public static ulong Take(int count)
    {
        var sum = 0UL;
        for (var i = 0; i < count; i++)
            sum += SharedRandomSource.Next();
        return sum;
    }
}
