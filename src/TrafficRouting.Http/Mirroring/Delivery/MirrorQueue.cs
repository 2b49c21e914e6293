using System.Runtime.InteropServices;

namespace TrafficRouting.Http;

/// <summary>
/// The copies that wait, in a lane per mirror backend, so that a slow one takes neither all places nor all workers from
/// the others. A place is reserved when a request is copied and given up when a worker is started for the copy, so that
/// copies that still wait for their primary count too. Safe for concurrent use; its lock is never held for long.
/// </summary>
internal sealed class MirrorQueue
{
    private readonly Lock _lock = new();

    // By name, so that a reload leaves a lane what it is.
    private readonly Dictionary<string, MirrorLane> _lanes = new(StringComparer.Ordinal);
    private readonly FairShares _places = new();
    private readonly FairShares _sends = new();

    // The lanes in which copies wait, each once, in the order in which they are served.
    private readonly Queue<MirrorLane> _turns = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _idle;
    private int _concurrency = 1;
    private bool _closed;

    /// <summary>Gets the copies that wait, those that wait for their primary included.</summary>
    public int Length
    {
        get
        {
            lock (_lock)
                return _places.Used;
        }
    }

    /// <summary>Gets what completes when the queue was closed and the last copy was delivered.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Gets the lane of a backend; also a full queue leaves a place for it from now on.</summary>
    public MirrorLane LaneOf(string backend)
    {
        lock (_lock)
            return Join(backend);
    }

    /// <summary>Reserves a place for a copy.</summary>
    /// <returns>The lane it is in, which is another one when the queue has let this one go, or null when there is none left.</returns>
    public MirrorLane? TryReserve(MirrorLane lane, int capacity)
    {
        // A queue that is full, mostly because a mirror is slow or dead, refuses without the lock; not so a lane let go, for which the others leave no place.
        if (!lane.HasLeft && !_places.SeemsToHaveRoom(lane.Places, capacity))
            return null;

        lock (_lock)
        {
            if (lane.HasLeft)
                lane = Join(lane.Backend);
            return _places.TryTake(lane.Places, capacity) ? lane : null;
        }
    }

    /// <summary>Gives up a reserved place unused.</summary>
    public void GiveUp(MirrorLane lane)
    {
        lock (_lock)
        {
            _places.GiveBack(lane.Places);
            CompleteIfDone();
        }
    }

    /// <summary>Fills a reserved place; fails once the queue is closed, and the place is still to be given up.</summary>
    /// <param name="job">The copy.</param>
    /// <param name="concurrency">How many workers there may be.</param>
    /// <param name="starts">The copy that a worker must be started with, or null.</param>
    public bool TryEnqueue(MirrorJob job, int concurrency, out MirrorJob? starts)
    {
        lock (_lock)
        {
            starts = null;
            if (_closed)
                return false;

            _concurrency = concurrency;
            var lane = job.Lane;
            if (lane.Waiting.Count == 0 && TryTakeSend(lane))
            {
                starts = job;
                return true;
            }

            if (lane.Waiting.Count == 0)
                _turns.Enqueue(lane);
            lane.Waiting.Enqueue(job);
            starts = StartNext();
            return true;
        }
    }

    /// <summary>Takes note that a copy is done.</summary>
    /// <returns>The next for the same worker, or null when there is none that may be sent now.</returns>
    public MirrorJob? Finish(MirrorLane done)
    {
        lock (_lock)
        {
            _sends.GiveBack(done.Sends);
            var next = StartNext();
            if (next is null)
                CompleteIfDone();
            return next;
        }
    }

    /// <summary>Forgets the lanes in which nothing is left, whose backends may have gone with a reload; their parts fall to the others.</summary>
    public void ForgetIdle()
    {
        lock (_lock)
        {
            foreach (var (backend, lane) in _lanes)
            {
                if (!lane.IsIdle)
                    continue;
                _lanes.Remove(backend);
                lane.HasLeft = true;
                _places.Leave(lane.Places);
                _sends.Leave(lane.Sends);
            }
        }
    }

    /// <summary>Waits until every reserved place was given up or its copy is done.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            if (IsIdle)
                return Task.CompletedTask;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Takes nothing more.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            CompleteIfDone();
        }
    }

    private bool IsIdle => _places.Used == 0 && _sends.Used == 0;

    private MirrorLane Join(string backend)
    {
        ref var lane = ref CollectionsMarshal.GetValueRefOrAddDefault(_lanes, backend, out _);
        return lane ??= new(backend, _places.Join(), _sends.Join());
    }

    // Each lane in turn; one that has its share under way is passed over. With nothing under way, every lane may send,
    // so no copy is left behind when the last worker goes.
    private MirrorJob? StartNext()
    {
        for (var turns = _turns.Count; turns > 0 && _sends.Used < _concurrency; turns--)
        {
            var lane = _turns.Dequeue();
            if (TryTakeSend(lane))
            {
                var job = lane.Waiting.Dequeue();
                if (lane.Waiting.Count > 0)
                    _turns.Enqueue(lane);
                return job;
            }

            _turns.Enqueue(lane);
        }

        return null;
    }

    // A copy that is sent gives up its place.
    private bool TryTakeSend(MirrorLane lane)
    {
        if (!_sends.TryTake(lane.Sends, _concurrency))
            return false;
        _places.GiveBack(lane.Places);
        return true;
    }

    private void CompleteIfDone()
    {
        if (_closed && _turns.Count == 0 && _sends.Used == 0)
            _drained.TrySetResult();
        if (IsIdle)
        {
            _idle?.TrySetResult();
            _idle = null;
        }
    }
}
