using System.Collections.Concurrent;
using TrafficRouting.Tables;

namespace TrafficRouting.Http.Mirroring.Delivery;

/// <summary>The breakers by backend name, so that a reload does not forget which backend is dead.</summary>
internal sealed class MirrorBreakers(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, MirrorBreaker> _byName = new(StringComparer.Ordinal);

    public MirrorBreaker Of(Backend backend) =>
        _byName.TryGetValue(backend.Name, out var breaker)
            ? breaker
            : _byName.GetOrAdd(backend.Name, static (_, clock) => new(clock), time);
}
