namespace TrafficRouting.TestKit;

/// <summary>Counts the exact bytes that an action allocates on its thread once it is warm.</summary>
public static class Allocations
{
    public static long Of(Action action, int warmup = 100, int runs = 100)
    {
        for (var i = 0; i < warmup; i++)
            action();

        var least = long.MaxValue;
        // Tiered compilation may allocate once in between; the least of several rounds is the action's own.
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < runs; i++)
                action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least / runs;
    }
}
