using TrafficRouting.Http.Mirroring.Comparison;
using TrafficRouting.Http.Mirroring.Copying;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Mirroring.Delivery;

/// <summary>One copy to be sent.</summary>
/// <param name="Snapshot">The request.</param>
/// <param name="Mirror">Where it goes.</param>
/// <param name="Lane">The lane in which it has its place.</param>
/// <param name="Primary">The primary's answer, when the mirror's is to be compared with it.</param>
internal readonly record struct MirrorJob(MirrorSnapshot Snapshot, Mirror Mirror, MirrorLane Lane, PrimaryAnswer? Primary);
