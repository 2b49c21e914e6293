using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>The server behind the stores: it may forget, and one of its copies may lag.</summary>
internal sealed class Server
{
    private readonly WorldClock _clock;
    private readonly List<RolloutState?> _past = [null];
    private readonly List<(string Name, Action Changed)> _watchers = [];

    public Server(World world)
    {
        _clock = new(world, TimeSpan.Zero);
        Memory = new(_clock);
    }

    public MemoryRolloutStore Memory { get; private set; }

    public RolloutState? State => _past[^1];

    /// <summary>Gets the highest weight that was ever written.</summary>
    public double HighestWeight { get; private set; }

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

    /// <summary>Reads what was there some writes ago.</summary>
    public RolloutState? Read(int behind) => _past[Math.Max(0, _past.Count - 1 - behind)];

    public void Forget()
    {
        Memory = new(_clock);
        _past.Add(null);
    }

    /// <summary>Fails over to a copy that lags by some writes.</summary>
    public void FallBack(int behind)
    {
        var copy = Read(behind);
        Memory = new(_clock);
        if (copy is not null)
            _ = Memory.TryWriteAsync(copy, 0, default).AsTask().Result;
        _past.Add(copy);
    }
}
