namespace TrafficRouting.Http;

/// <summary>The lane and the breaker of a mirror's backend.</summary>
internal sealed class MirrorTarget(MirrorLane lane, MirrorBreaker breaker)
{
    public MirrorLane Lane { get; } = lane;

    public MirrorBreaker Breaker { get; } = breaker;
}
