namespace TrafficRouting.Rollouts;

/// <summary>The counters of both backends on one route. Safe for concurrent use.</summary>
internal sealed class StratumCounters
{
    private readonly BackendCounters _canary = new();
    private readonly BackendCounters _stable = new();

    public BackendCounters Of(bool isCanary) => isCanary ? _canary : _stable;

    public Stratum Read() => new(_canary.Read(), _stable.Read());
}
