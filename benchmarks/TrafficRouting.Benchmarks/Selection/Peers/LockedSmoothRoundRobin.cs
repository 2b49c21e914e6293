namespace TrafficRouting.Benchmarks.Selection.Peers;

/// <summary>Stands for nginx's smooth weighted round robin as it is usually ported: all counters raised at each choice, under a lock.</summary>
internal sealed class LockedSmoothRoundRobin(int[] weights)
{
    private readonly Lock _lock = new();
    private readonly int[] _current = new int[weights.Length];
    private readonly int _sum = weights.Sum();

    public int Pick()
    {
        lock (_lock)
        {
            var best = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                _current[i] += weights[i];
                if (_current[i] > _current[best])
                    best = i;
            }

            _current[best] -= _sum;
            return best;
        }
    }
}
