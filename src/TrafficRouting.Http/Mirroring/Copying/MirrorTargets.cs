using System.Collections.Concurrent;

namespace TrafficRouting.Http;

/// <summary>Finds lane and breaker of a mirror, which lie by name, once for as long as its table is in force. Safe for concurrent use.</summary>
internal sealed class MirrorTargets(MirrorQueue queue, MirrorBreakers breakers)
{
    private readonly ConcurrentDictionary<Mirror, MirrorTarget> _byMirror = new();

    public MirrorTarget Of(Mirror mirror) => _byMirror.GetOrAdd(mirror, static (added, targets) => targets.Find(added), this);

    /// <summary>Forgets those of the table before.</summary>
    public void Forget() => _byMirror.Clear();

    private MirrorTarget Find(Mirror mirror) => new(queue.LaneOf(mirror.Backend.Name), breakers.Of(mirror.Backend));
}
