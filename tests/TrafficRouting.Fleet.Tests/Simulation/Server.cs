using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>The server behind the stores: it may forget, and one of its copies may lag.</summary>
internal sealed class Server
{
    private readonly WorldClock _clock;
    private readonly List<RolloutState?> _past = [null];
    private readonly List<(string Name, Action Changed)> _watchers = [];
    private bool _hasLost;

    public Server(World world)
    {
        _clock = new(world, TimeSpan.Zero);
        Memory = new(_clock);
    }

    public MemoryRolloutStore Memory { get; private set; }

    public RolloutState? State => _past[^1];

    /// <summary>Gets the highest weight that was ever written.</summary>
    public double HighestWeight { get; private set; }

    /// <summary>Gets what was removed and must not have been, or null.</summary>
    public string? Wrong { get; private set; }

    public void Watch(string name, Action changed) => _watchers.Add((name, changed));

    public bool TryWrite(RolloutState state, long expected)
    {
        if (!Memory.TryWriteAsync(state, expected, default).AsTask().Result)
            return false;
        // As a real store does, what is kept is bytes; now and then, because it takes longer than all else.
        _past.Add(_past.Count % 20 == 1 ? RolloutStateSerializer.Deserialize(RolloutStateSerializer.Serialize(state)) : state);
        HighestWeight = Math.Max(HighestWeight, state.Weight);
        _watchers.ForEach(w => w.Changed());
        return true;
    }

    /// <summary>Gives what is published in an order that no hash of names decides: a seed means the same history in every process.</summary>
    public IReadOnlyList<ReplicaEvidence> Collect(string name) => [.. Memory.CollectAsync(name, default).AsTask().Result.OrderBy(e => e.Replica, StringComparer.Ordinal)];

    /// <summary>Removes evidence, and looks whether it was counted.</summary>
    public bool Remove(ReplicaEvidence seen)
    {
        // A server that has lost states knows less than those that wrote them.
        if (!_hasLost && State is { } state && News(seen, state))
            Wrong ??= $"what {seen.Replica} saw was removed before it was counted";
        _ = Memory.RemoveAsync(seen, default).AsTask().IsCompleted;
        return true;
    }

    /// <summary>Gives what is published by those that have ended, without what is yet to be counted.</summary>
    public IEnumerable<string> Left(IEnumerable<string> ended) => Collect("reviews")
        .Where(e => ended.Contains(e.Replica) && State is { IsTerminal: false } state && !News(e, state)).Select(e => e.Replica);

    /// <summary>Reads what was there some writes ago.</summary>
    public RolloutState? Read(int behind) => _past[Math.Max(0, _past.Count - 1 - behind)];

    public void Forget()
    {
        _hasLost = true;
        Memory = new(_clock);
        _past.Add(null);
    }

    /// <summary>Fails over to a copy that lags by some writes.</summary>
    public void FallBack(int behind)
    {
        _hasLost = true;
        var copy = Read(behind);
        Memory = new(_clock);
        if (copy is not null)
            _ = Memory.TryWriteAsync(copy, 0, default).AsTask().Result;
        _past.Add(copy);
    }

    private static bool News(ReplicaEvidence evidence, RolloutState state)
    {
        var report = ReplicaReport.Deserialize(evidence.Content.Span);
        return FleetWindow.Of(evidence.Replica, report.Identity, report.Windows).Any(w => FleetEvidence.IsNews(w, state));
    }
}
