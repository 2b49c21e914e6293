using TrafficRouting.Http.Mirroring.Delivery;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Mirroring.Copying;

/// <summary>A mirror with the lane and the breaker of its backend.</summary>
internal sealed class MirrorTarget(Mirror mirror, MirrorLane lane, MirrorBreaker breaker)
{
    public Mirror Mirror { get; } = mirror;

    public MirrorLane Lane { get; } = lane;

    public MirrorBreaker Breaker { get; } = breaker;
}
