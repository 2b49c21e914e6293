using System.Collections.Concurrent;

namespace TrafficRouting.Http;

/// <summary>
/// The breakers by backend name, so that a reload does not forget which backend is dead. One that a reload gave other
/// addresses starts afresh: what failed was the old ones.
/// </summary>
internal sealed class MirrorBreakers(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _byName = new(StringComparer.Ordinal);

    public MirrorBreaker Of(Backend backend) =>
        _byName.TryGetValue(backend.Name, out var entry) && ReferenceEquals(entry.Backend, backend) ? entry.Breaker : Enter(backend);

    private MirrorBreaker Enter(Backend backend) =>
        _byName.AddOrUpdate(
            backend.Name,
            static (_, added) => new(added.Backend, new(added.Time)),
            static (_, known, added) => new(added.Backend, HasSameAddresses(known.Backend, added.Backend) ? known.Breaker : new(added.Time)),
            (Backend: backend, Time: time)).Breaker;

    private static bool HasSameAddresses(Backend one, Backend other) =>
        one.Endpoints.Select(e => e.Address).SequenceEqual(other.Endpoints.Select(e => e.Address));

    private sealed record Entry(Backend Backend, MirrorBreaker Breaker);
}
