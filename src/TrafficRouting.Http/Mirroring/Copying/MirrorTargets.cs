using System.Runtime.CompilerServices;
using TrafficRouting.Http.Mirroring.Delivery;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Mirroring.Copying;

/// <summary>
/// Finds lane and breaker of a mirror, which lie by name, once for as long as its table is in force. Direct-mapped: each mirror has
/// one slot, where the latest stays. Safe for concurrent use.
/// </summary>
internal sealed class MirrorTargets(MirrorQueue queue, MirrorBreakers breakers)
{
    private const int Slots = 64;

    private readonly MirrorTarget?[] _slots = new MirrorTarget?[Slots];

    public MirrorTarget Of(Mirror mirror)
    {
        ref var slot = ref _slots[RuntimeHelpers.GetHashCode(mirror) & (Slots - 1)];
        var target = slot;
        return target?.Mirror == mirror ? target : slot = new(mirror, queue.LaneOf(mirror.Backend.Name), breakers.Of(mirror.Backend));
    }
}
