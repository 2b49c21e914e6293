namespace TrafficRouting.Kubernetes;

/// <summary>How long to wait after a failure: 0.1 s, and twice as long after each further one up to 30 s, of which chance takes up to the half.</summary>
internal sealed class BackOff(RandomSource random)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private TimeSpan _next = Shortest;

    public void Reset() => _next = Shortest;

    public TimeSpan Next()
    {
        var wait = _next * Chance.Within(random, 0.5, 1);
        _next = _next * 2 < Longest ? _next * 2 : Longest;
        return wait;
    }
}
