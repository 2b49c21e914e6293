using TrafficRouting.Rollouts;

namespace TrafficRouting.AspNetCore;

/// <summary>The last minute of one backend of one route. For one thread.</summary>
internal sealed class BackendTrail
{
    // Percentiles are those of the last ten to twenty seconds: two readings in turn cost less than a ring of them.
    private const int TurnSeconds = 10;

    private int[] _older = new int[LatencyBuckets.Count];
    private int[] _newer = new int[LatencyBuckets.Count];
    private int[] _now = new int[LatencyBuckets.Count];
    private int _ticks;

    public Trail Requests { get; } = new();

    public Trail Failures { get; } = new();

    public void Add(BackendCell cell)
    {
        var (requests, failures) = cell.Read(_now);
        Requests.Add(requests);
        Failures.Add(failures);
        if (++_ticks % TurnSeconds != 0)
            return;
        var spare = _older;
        _now.CopyTo(spare, 0);
        (_older, _newer, _now) = (_newer, _now, spare);
    }

    /// <summary>Gives a percentile in seconds, or null without a request.</summary>
    public double? Percentile(double percentile)
    {
        var total = 0L;
        for (var i = 0; i < _now.Length; i++)
            total += _now[i] - _older[i];
        var rank = (long)Math.Ceiling(total * percentile / 100);
        var seen = 0L;
        for (var i = 0; i < _now.Length && total > 0; i++)
        {
            seen += _now[i] - _older[i];
            if (seen >= rank)
                return LatencyBuckets.UpperEnd(i).TotalSeconds;
        }

        return null;
    }
}
