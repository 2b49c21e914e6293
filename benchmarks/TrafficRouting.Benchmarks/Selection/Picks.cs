namespace TrafficRouting.Benchmarks.Selection;

/// <summary>Picks in a loop, since a call costs more than a pick.</summary>
internal static class Picks
{
    public static int Take(WeightedPicker picker, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++)
            sum += picker.Pick(SharedRandomSource.Next());
        return sum;
    }
}
