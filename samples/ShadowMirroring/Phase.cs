namespace ShadowMirroring;

/// <summary>The latencies of one stretch of calls.</summary>
internal sealed class Phase(int calls)
{
    private readonly List<double> _milliseconds = new(calls);

    public int Answered { get; private set; }

    public void Add(TimeSpan latency, bool answered)
    {
        _milliseconds.Add(latency.TotalMilliseconds);
        Answered += answered ? 1 : 0;
    }

    public double Percentile(int percent) => _milliseconds.Order().ElementAt((_milliseconds.Count - 1) * percent / 100);
}
