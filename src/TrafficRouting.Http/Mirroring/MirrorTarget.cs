namespace TrafficRouting.Http;

/// <summary>A mirror of one table with the channel of its backend, and the breaker that this backend's addresses have.</summary>
internal sealed record MirrorTarget(Mirror Mirror, MirrorChannel Channel, MirrorBreaker Breaker);
