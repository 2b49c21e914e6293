using System.Collections.Concurrent;

namespace TrafficRouting.Http;

/// <summary>The channels by name of their backend, so that a reload neither loses copies nor forgets which backend is dead. Safe for concurrent use.</summary>
/// <param name="time">The clock of the breakers.</param>
/// <param name="deliver">What workers do with each copy; must not throw.</param>
/// <param name="schedule">Starts a worker elsewhere; on the thread pool by default.</param>
internal sealed class MirrorChannels(TimeProvider time, Func<MirrorCopy, Task> deliver, Action<IThreadPoolWorkItem>? schedule = null)
{
    // Held where a channel is made or forgotten, so that a backend never has two; reserving takes none.
    private readonly Lock _lock = new();
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

    public MirrorTarget Of(Mirror mirror) => _byMirror.TryGetValue(mirror, out var known) ? known : Find(mirror);

    /// <summary>Reserves a place for a copy, or tells why it gets none.</summary>
    public MirrorOutcome? TryReserve(Mirror mirror, int capacity, out MirrorPlace place)
    {
        place = new(Of(mirror));
        if (place.Target.Breaker.IsOpen)
            return MirrorOutcome.BreakerOpen;
        if (place.Target.Channel.TryReserve(capacity))
            return null;
        return place.Target.Channel.IsRetired ? ReserveAnew(mirror, capacity, out place) : MirrorOutcome.Dropped;
    }

    /// <summary>Tells whether a backend is left alone after too many failures.</summary>
    public bool IsLeftAlone(string backend) => _byName.TryGetValue(backend, out var channel) && channel.IsLeftAlone;

    /// <summary>Applies a reloaded table: its bounds hold at once, and backends that are gone are forgotten with their breakers once nothing of theirs is left.</summary>
    public void Apply(RouteTable table)
    {
        lock (_lock)
        {
            _limits = table.Options.Mirroring;
            foreach (var (name, channel) in _byName)
            {
                if (!table.Backends.ContainsKey(name) && channel.TryRetire())
                    _byName.TryRemove(name, out _);
                else
                    channel.AddWorkers();
            }

            _byMirror.Clear();
        }
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
        lock (_lock)
        {
            if (_byMirror.TryGetValue(mirror, out var known) && !known.Channel.IsRetired)
                return known;
            if (!_byName.TryGetValue(mirror.Backend.Name, out var channel))
                _byName[mirror.Backend.Name] = channel = new(this, mirror.Backend, time);
            return _byMirror[mirror] = new(mirror, channel, channel.BreakerOf(mirror.Backend));
        }
    }

    // For a request of the table before, whose channel a reload has forgotten between its search and its place.
    private MirrorOutcome? ReserveAnew(Mirror mirror, int capacity, out MirrorPlace place)
    {
        lock (_lock)
        {
            place = new(Find(mirror));
            return place.Target.Channel.TryReserve(capacity) ? null : MirrorOutcome.Dropped;
        }
    }
}
