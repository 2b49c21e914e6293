using System.Collections.Concurrent;

namespace TrafficRouting.Http;

/// <summary>The channels by name of their backend, so that a reload neither loses copies nor forgets which backend is dead. Safe for concurrent use.</summary>
/// <param name="time">The clock of the breakers.</param>
/// <param name="deliver">What workers do with each copy; must not throw.</param>
/// <param name="schedule">Starts a worker elsewhere; on the thread pool by default.</param>
internal sealed class MirrorChannels(TimeProvider time, Func<MirrorCopy, Task> deliver, Action<IThreadPoolWorkItem>? schedule = null)
{
    private readonly ConcurrentDictionary<string, MirrorChannel> _byName = new(StringComparer.OrdinalIgnoreCase);

    // Found once for as long as a table is in force.
    private readonly ConcurrentDictionary<Mirror, MirrorTarget> _byMirror = new();
    private volatile MirroringOptions _limits = new();

    /// <summary>Gets the bounds in force.</summary>
    public MirroringOptions Limits => _limits;

    /// <summary>Gets the copies that wait.</summary>
    public long Waiting => _byName.Values.Sum(channel => (long)channel.Places);

    /// <summary>Gets the number of backends that are remembered.</summary>
    public int Count => _byName.Count;

    public MirrorTarget Of(Mirror mirror) => _byMirror.GetOrAdd(mirror, static (added, channels) => channels.Find(added), this);

    /// <summary>Tells whether a backend is left alone after too many failures.</summary>
    public bool IsLeftAlone(string backend) => _byName.TryGetValue(backend, out var channel) && channel.IsLeftAlone;

    /// <summary>Applies a reloaded table: its bounds hold at once, and backends that are gone are forgotten with their breakers once nothing of theirs is left.</summary>
    public void Apply(RouteTable table)
    {
        _limits = table.Options.Mirroring;
        foreach (var (name, channel) in _byName)
        {
            if (channel.IsIdle && !table.Backends.ContainsKey(name))
                _byName.TryRemove(name, out _);
            else
                channel.AddWorkers();
        }

        _byMirror.Clear();
    }

    public Task DeliverAsync(MirrorCopy copy) => deliver(copy);

    public void Schedule(MirrorChannel worker)
    {
        // Unsafe: a worker must not keep the caller's execution context, its AsyncLocals and its trace.
        if (schedule is null)
            ThreadPool.UnsafeQueueUserWorkItem(worker, preferLocal: false);
        else
            schedule(worker);
    }

    private MirrorTarget Find(Mirror mirror)
    {
        var channel = _byName.GetOrAdd(
            mirror.Backend.Name, static (_, added) => new(added.Channels, added.Backend, added.Time), (Channels: this, mirror.Backend, Time: time));
        return new(mirror, channel, channel.BreakerOf(mirror.Backend));
    }
}
