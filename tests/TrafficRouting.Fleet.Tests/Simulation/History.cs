using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>One random history of a fleet: some minutes in which everything may go wrong, then quiet, in which all must agree.</summary>
internal sealed class History
{
    private static readonly RolloutPlan First = RolloutPlan.From("reviews", Options());

    private readonly BoundedRolloutStore _tool;
    private readonly RolloutPlan _plan;
    private readonly TimeSpan? _staleAfter;
    private readonly World _world;
    private readonly Server _server;
    private readonly List<Replica> _replicas = [];
    private readonly List<Replica> _dead = [];
    private readonly double _canaryFailures;
    private string? _wrong;
    private int _started;
    private int _attempts;

    private History(int seed)
    {
        _world = new(seed);
        _server = new(_world);
        _tool = new(new ServerConnection(_world, _server), new WorldClock(_world, TimeSpan.Zero));
        _staleAfter = _world.Random.Next(2) == 0 ? TimeSpan.FromSeconds(15) : null;
        _plan = _world.Random.Next(4) switch { 0 => RolloutPlan.From("reviews", Options(o => o.Revision = "2")), 1 => RolloutPlan.From("reviews", Options(o => o.Steps.RemoveAt(1))), _ => First };
        _canaryFailures = _world.Random.Next(3) switch { 0 => 0.01, 1 => 0.3, _ => 1 };
        for (var i = _world.Random.Next(2, 5); i > 0; i--)
            Start();
    }

    /// <summary>Runs the history of a seed.</summary>
    /// <returns>What went wrong, or null.</returns>
    public static string? Run(int seed)
    {
        var history = new History(seed);
        return (history.Troubled() ?? history.Quiet()) is { } wrong ? $"seed {seed}: {wrong}" : null;
    }

    private string? Troubled()
    {
        for (var i = _world.Random.Next(3, 12); i > 0; i--)
            _world.After(_world.Between(0, 60), Trouble);
        for (var i = _world.Random.Next(4); i > 0; i--)
            _world.After(_world.Between(5, 60), () => Command(Enum.GetValues<RolloutCommand>()[_world.Random.Next(6)]));
        for (var i = _world.Random.Next(3); i > 0; i--)
            _world.After(_world.Between(5, 60), Ask);
        // Replaced one after the other, as an application is.
        for (var i = ReferenceEquals(_plan, First) ? 0 : _world.Random.Next(1, 6); i > 0; i--)
            _world.After(_world.Between(5, 60), () => Load(_replicas[_world.Random.Next(_replicas.Count)]));
        _world.RunUntil(TimeSpan.FromSeconds(60), Check);
        return _wrong;
    }

    private string? Quiet()
    {
        _world.HasFaults = false;
        _replicas.ForEach(r => r.Connection.IsCut = false);
        _replicas.ForEach(Load);
        _world.RunUntil(_world.Now + TimeSpan.FromSeconds(45), Check);
        if (_server.Left(_dead.Select(r => r.Name)).FirstOrDefault() is { } left)
            _wrong ??= $"the evidence of {left}, which has ended, is still there";
        // What moves on must not be seen half-way.
        Command(RolloutCommand.Pause);
        _world.RunUntil(_world.Now + TimeSpan.FromSeconds(12), Check);
        var stored = _server.State;
        foreach (var replica in _replicas.Where(_ => _wrong is null))
        {
            if (replica.State is not { } state || stored is null || (state.Attempt, state.Phase, state.Step) != (stored.Attempt, stored.Phase, stored.Step))
                _wrong = $"in the end {replica.Name} is at {Words(replica.State)}, the store at {Words(stored)}";
            else if (replica.Weight != stored.Weight && string.Equals(replica.Plan.Identity, stored.Identity, StringComparison.Ordinal))
                _wrong = $"in the end {replica.Name} sends {replica.Weight} %, the store says {stored.Weight} %";
        }

        return _wrong;
    }

    private void Start()
    {
        _replicas.Add(new(_world, _server, _started > 3 && _world.Random.Next(2) == 0 ? _plan : First, _started++, _staleAfter) { CanaryFailures = _canaryFailures });
        _attempts++;
    }

    private void Load(Replica replica)
    {
        _attempts++;
        replica.Load(_plan);
    }

    // As the tool does, which reaches the store alone.
    private void Ask() => _ = AskAsync();

    private async Task AskAsync()
    {
        try
        {
            _attempts++;
            var asked = new RolloutRequest(Enum.GetValues<RolloutCommand>()[_world.Random.Next(6)], "somebody");
            await StoredRollout.SendAsync(_tool, "reviews", asked, new WorldClock(_world, TimeSpan.Zero).GetUtcNow(), default);
        }
        catch (Exception e) when (e is RolloutStoreException or RolloutCommandException or KeyNotFoundException)
        {
        }
        catch (Exception e)
        {
            _wrong ??= e.ToString();
        }
    }

    private void Trouble()
    {
        var replica = _replicas[_world.Random.Next(_replicas.Count)];
        switch (_world.Random.Next(8))
        {
            case 0 or 1:
                replica.Connection.IsDead = true;
                _replicas.Remove(replica);
                _dead.Add(replica);
                Start();
                break;
            case 2 or 3:
                replica.Connection.IsCut = true;
                _world.After(_world.Between(1, 60), () => replica.Connection.IsCut = false);
                break;
            case 4:
                _server.Forget();
                break;
            case 5:
                _server.FallBack(_world.Random.Next(1, 6));
                break;
            case 6:
                replica.Clock.Skew = _world.Between(-3600, 3600);
                break;
            default:
                Command(RolloutCommand.Abort);
                break;
        }
    }

    private void Command(RolloutCommand command)
    {
        _attempts += command == RolloutCommand.Retry ? 1 : 0;
        _replicas[_world.Random.Next(_replicas.Count)].Command(command);
    }

    private void Check()
    {
        _wrong ??= (_replicas.Select(r => r.Wrong(_server, _attempts)).FirstOrDefault(w => w is not null) ?? _server.Wrong ?? Counted()) is { } wrong ? $"at {_world.Now}, {wrong}" : null;
    }

    // Counted once at most, whoever counted it and however often.
    private string? Counted()
    {
        if (_server.State is not { } state)
            return null;
        var counts = state.Replicas;
        if (counts.Values.Sum(c => c.Canary + c.Stable) < state.CanaryRequests + state.StableRequests)
            return $"{state.CanaryRequests + state.StableRequests} requests are in the evidence, {counts.Values.Sum(c => c.Canary + c.Stable)} were counted";
        return _replicas.Concat(_dead).Where(r => counts.TryGetValue(r.Name, out var c) && c.Canary + c.Stable > r.Served)
            .Select(r => $"{counts[r.Name]} counts more than the {r.Served} requests that {r.Name} saw").FirstOrDefault();
    }

    private static string Words(RolloutState? state) => state is null ? "nothing" : $"attempt {state.Attempt} {state.Phase} step {state.Step} version {state.Version} ({state.Message})";

    private static RolloutOptions Options(Action<RolloutOptions>? change = null)
    {
        var options = new RolloutOptions { Service = "reviews", Route = "default", Stable = "v1", Canary = "v2" };
        foreach (var step in new RolloutStepOptions[] { new() { SetWeight = 10 }, new() { Pause = new() { Duration = TimeSpan.FromSeconds(15) } }, new() { SetWeight = 30 }, new() { Analyze = new() { Count = 2 } }, new() { SetWeight = 50 }, new() { Analyze = new() } })
            options.Steps.Add(step);
        options.Analysis.Interval = TimeSpan.FromSeconds(5);
        options.Analysis.MinRequests = 5;
        change?.Invoke(options);
        return options;
    }
}
