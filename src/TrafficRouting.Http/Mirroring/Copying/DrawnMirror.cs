using TrafficRouting.Http.Mirroring.Delivery;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Mirroring.Copying;

/// <summary>A mirror that was drawn for a request, and the lane in which its copy has a place.</summary>
internal readonly record struct DrawnMirror(Mirror Mirror, MirrorLane Lane);
