namespace TrafficRouting.Rollouts;

/// <summary>What both backends of a rollout answered over the same time.</summary>
internal sealed record RolloutWindow(DateTimeOffset From, DateTimeOffset To, BackendWindow Canary, BackendWindow Stable)
{
    public bool IsEmpty => Canary.Requests + Stable.Requests == 0;
}
