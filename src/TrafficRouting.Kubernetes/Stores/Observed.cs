using System.Collections.Concurrent;

namespace TrafficRouting.Kubernetes;

/// <summary>
/// How long objects have not changed, by the clock of this process and since it first looked: clocks of others, which may be wrong, say nothing.
/// Safe for concurrent use.
/// </summary>
internal sealed class Observed(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, (string Version, long Since)> _objects = new(StringComparer.Ordinal);

    /// <summary>Gives how long ago an object's version was first seen.</summary>
    public TimeSpan Age(string name, string version)
    {
        var now = time.GetTimestamp();
        var (_, since) = _objects.AddOrUpdate(name, _ => (version, now), (_, known) => string.Equals(known.Version, version, StringComparison.Ordinal) ? known : (version, now));
        return time.GetElapsedTime(since, now);
    }

    public void Forget(string name) => _objects.TryRemove(name, out _);
}
