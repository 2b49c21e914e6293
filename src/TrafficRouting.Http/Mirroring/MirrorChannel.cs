using System.Threading.Channels;

namespace TrafficRouting.Http;

/// <summary>
/// The copies that wait for one mirror backend, and the workers that send them. A place is reserved when a request is captured and
/// released when a worker takes its copy, so that copies that still wait for their primary count too. Workers exist only while
/// copies wait, because parked readers allocate. Safe for concurrent use.
/// </summary>
internal sealed class MirrorChannel(MirrorChannels channels, Backend backend, TimeProvider time) : IThreadPoolWorkItem
{
    // Far below what attempts to reserve may add to it meanwhile.
    private const int Retired = int.MinValue / 2;

    private readonly Channel<MirrorCopy> _waiting = Channel.CreateUnbounded<MirrorCopy>();
    private readonly Lock _lock = new();
    private Backend _backend = backend;
    private MirrorBreaker _breaker = new(time);
    private int _places;
    private int _workers;
    private int _discoveryLogged;

    /// <summary>Gets the copies that wait, those that wait for their primary included.</summary>
    public int Places => Math.Max(0, Volatile.Read(ref _places));

    /// <summary>Gets a value indicating whether no place is given any more, because a reload has forgotten the channel.</summary>
    public bool IsRetired => Volatile.Read(ref _places) < 0;

    /// <summary>Gets a value indicating whether a copy taken now would not be sent.</summary>
    public bool IsLeftAlone
    {
        get
        {
            lock (_lock)
                return _breaker.IsOpen;
        }
    }

    /// <summary>Gets the breaker of a backend of this name. Other addresses get one that knows nothing yet: what failed was the ones before.</summary>
    public MirrorBreaker BreakerOf(Backend other)
    {
        lock (_lock)
        {
            if (!_backend.Endpoints.Select(e => e.Address).SequenceEqual(other.Endpoints.Select(e => e.Address)))
                _breaker = new(time);
            _backend = other;
            return _breaker;
        }
    }

    public bool TryReserve(int capacity)
    {
        if (Volatile.Read(ref _places) >= capacity)
            return false;
        var places = Interlocked.Increment(ref _places);
        if (places > 0 && places <= capacity)
            return true;
        Interlocked.Decrement(ref _places);
        return false;
    }

    /// <summary>Gives no more places, unless one is held or a worker is still sending.</summary>
    public bool TryRetire()
    {
        if (Interlocked.CompareExchange(ref _places, Retired, 0) != 0)
            return false;

        // Asked afterwards: without a place that is held no worker begins.
        if (Volatile.Read(ref _workers) == 0)
            return true;
        Interlocked.Add(ref _places, -Retired);
        return false;
    }

    /// <summary>Tells, once, that the log is to say that service discovery is missing.</summary>
    public bool ShouldLogDiscovery() => Interlocked.Exchange(ref _discoveryLogged, 1) == 0;

    /// <summary>Releases a reserved place unused.</summary>
    public void Release() => Interlocked.Decrement(ref _places);

    /// <summary>Fills a reserved place.</summary>
    public void Write(MirrorCopy copy)
    {
        _waiting.Writer.TryWrite(copy);
        if (TryAddWorker())
            channels.Schedule(this);
    }

    /// <summary>Takes the next copy, whose place is free from now on.</summary>
    public bool TryTake(out MirrorCopy copy)
    {
        if (!_waiting.Reader.TryRead(out copy))
            return false;
        Interlocked.Decrement(ref _places);
        return true;
    }

    /// <summary>Adds the workers that a higher concurrency allows.</summary>
    public void AddWorkers()
    {
        for (var missing = _waiting.Reader.Count; missing > 0 && TryAddWorker(); missing--)
            channels.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute() => _ = RunAsync();

    private async Task RunAsync()
    {
        do
        {
            while (Volatile.Read(ref _workers) <= channels.Limits.Concurrency && TryTake(out var copy))
                await channels.DeliverAsync(copy).ConfigureAwait(false);
            Interlocked.Decrement(ref _workers);
        }
        while (_waiting.Reader.Count > 0 && TryAddWorker()); // One that came between the last read and the leaving.
    }

    private bool TryAddWorker()
    {
        var seen = Volatile.Read(ref _workers);
        while (seen < channels.Limits.Concurrency)
        {
            var before = Interlocked.CompareExchange(ref _workers, seen + 1, seen);
            if (before == seen)
                return true;
            seen = before;
        }

        return false;
    }
}
