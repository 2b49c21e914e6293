namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>One thread, one random source and one queue of what happens when: the same seed gives the same history.</summary>
internal sealed class World(int seed)
{
    private readonly PriorityQueue<Action, (TimeSpan At, long Order)> _queue = new();
    private long _order;

    public Random Random { get; } = new(seed);

    public TimeSpan Now { get; private set; }

    /// <summary>Gets or sets a value indicating whether things go wrong.</summary>
    public bool HasFaults { get; set; } = true;

    public bool Chance(double probability) => HasFaults && Random.NextDouble() < probability;

    public TimeSpan Between(double from, double to) => TimeSpan.FromSeconds(from + ((to - from) * Random.NextDouble()));

    public void After(TimeSpan delay, Action happens) => _queue.Enqueue(happens, (Now + delay, _order++));

    /// <summary>Lets everything happen up to a time.</summary>
    public void RunUntil(TimeSpan end, Action afterEach)
    {
        while (_queue.TryPeek(out _, out var next) && next.At <= end)
        {
            var happens = _queue.Dequeue();
            Now = next.At;
            happens();
            afterEach();
        }

        Now = end;
    }
}
