namespace TrafficRouting.Benchmarks.Reloads;

/// <summary>What something took of its thread, whatever else the machine did meanwhile, and how much it allocated.</summary>
internal readonly record struct Cost(double Milliseconds, double MebiBytes)
{
    public static Cost Of(Action action)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var started = ThreadClock.Milliseconds;
        action();
        var took = ThreadClock.Milliseconds - started;
        return new(took, (GC.GetTotalAllocatedBytes(precise: true) - bytes) / 1024d / 1024d);
    }

    /// <summary>The one in the middle of several.</summary>
    public static Cost Median(int times, Func<int, Cost> measure)
    {
        var costs = Enumerable.Range(0, times).Select(measure).ToList();
        return new(costs.Select(c => c.Milliseconds).Order().ElementAt(times / 2), costs.Select(c => c.MebiBytes).Order().ElementAt(times / 2));
    }

    public static Cost operator -(Cost one, Cost other) => new(one.Milliseconds - other.Milliseconds, one.MebiBytes - other.MebiBytes);
}
