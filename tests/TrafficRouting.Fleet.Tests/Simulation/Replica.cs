using Microsoft.Extensions.Logging.Abstractions;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>One process: the engine's own conversation with the store and a real router; timers and the lock are the simulation's.</summary>
internal sealed class Replica
{
    private readonly World _world;
    private readonly RolloutServices _services;
    private readonly RolloutSync _sync;
    private readonly TimeSpan? _staleAfter;
    private RolloutAssignment _assignment;
    private readonly TrafficRouter _router = new(Routes());
    private bool _isBusy;
    private bool _mustRefresh;
    private bool _isDue;
    private bool _isHeld;
    private RolloutCommand? _running;
    private RolloutCommand? _next;
    private Action _giveUp = () => { };
    private int _failedAttempt;
    private int _abortedAttempt;

    public Replica(World world, Server server, RolloutPlan plan, int number, TimeSpan? staleAfter)
    {
        _world = world;
        _staleAfter = staleAfter;
        Connection = new(world, server);
        Clock = new(world, world.Between(-600, 600));
        _services = new(Connection, [], Clock, RandomSource.Create((ulong)number), NullLogger.Instance) { Router = _router };
        _assignment = RolloutAssignment.First(plan, 1);
        _router.Accept(Routes(), _ => [RolloutOverlay.HeldAtStable(plan)], 1, _ => { });
        _sync = new(_services, new(_router, () => _assignment));
        _services.Store.Watch(plan.Name, () =>
        {
            _mustRefresh = true;
            if (!_isBusy)
                Run(null, isRefresh: true);
        });
        world.After(TimeSpan.Zero, Look);
        world.After(world.Between(0, 3), Serve);
        if (staleAfter is not null)
            CheckStale();
    }

    public ServerConnection Connection { get; }

    public WorldClock Clock { get; }

    public string Name => _services.Replica;

    public RolloutState? State => _sync.State;

    /// <summary>Gets the requests seen so far.</summary>
    public long Served { get; private set; }

    public double Weight => _router.Table.Services.Single().Routes.Single().Backends.Where(b => b.Backend.Name == "v2").Sum(b => b.Weight);

    /// <summary>Gets or sets how many of the canary's requests fail.</summary>
    public double CanaryFailures { get; set; }

    public Exception? Unexpected { get; private set; }

    public RolloutPlan Plan => _assignment.Plan;

    public void Command(RolloutCommand command)
    {
        if (!_isBusy)
        {
            Run(command, isRefresh: false);
        }
        else if (command == RolloutCommand.Abort || (command == RolloutCommand.Pause && _running is not (RolloutCommand.Abort or RolloutCommand.Pause)))
        {
            _next = command;
            _giveUp();
        }
    }

    /// <summary>Loads another plan.</summary>
    public void Load(RolloutPlan plan)
    {
        if (ReferenceEquals(plan, Plan))
            return;
        var goesOn = RolloutMachine.GoesOn(Plan, plan, State);
        _assignment = _assignment.Next(plan, _assignment.Generation + 1);
        _router.Accept(Routes(), inForce => goesOn ? inForce : [RolloutOverlay.HeldAtStable(plan)], _assignment.Generation, _ => { });
        if (_isBusy)
            _isDue = true;
        else
            Run(null, isRefresh: false);
    }

    /// <summary>Tells what must never be, or null.</summary>
    public string? Wrong(Server server, int attempts)
    {
        if (Unexpected is not null)
            return Unexpected.ToString();
        if (Weight > 0 && State is null)
            return $"{Name} sends {Weight} % to the canary of a rollout that it does not know";
        if (State is not { } state)
            return null;
        // What was completed before something newer came keeps all traffic.
        if (!string.Equals(state.Identity, Plan.Identity, StringComparison.Ordinal))
            return null;
        if (RolloutMachine.HasFailed(state))
            _failedAttempt = Math.Max(_failedAttempt, state.Attempt);
        if (Weight > 0 && state.Attempt <= Math.Max(_failedAttempt, _abortedAttempt))
            return $"{Name} saw attempt {state.Attempt} fail and sends {Weight} % to the canary in attempt {state.Attempt}";
        if (state.Attempt > attempts)
            return $"{Name} is in attempt {state.Attempt}, and there can have been {attempts}";
        if (_isHeld && !_isBusy && !state.IsTerminal && Weight > 0)
            return $"{Name} sends {Weight} % to the canary, though the store has not answered for {_services.Now - _sync.ContactAt}";
        if (!_isBusy && !_isHeld && Weight != state.Weight && (Weight > 0 || RolloutMachine.Fits(Plan, state)))
            return $"{Name} sends {Weight} % to the canary, and knows of {state.Weight} %";
        return Weight > server.HighestWeight ? $"{Name} sends {Weight} %, more than any step that was reached ({server.HighestWeight} %)" : null;
    }

    private void Look()
    {
        if (Connection.IsDead)
            return;
        if (!_isBusy)
            Run(null, isRefresh: false);
        _world.After(_world.Between(3, 11), Look);
    }

    private void CheckStale()
    {
        if (Connection.IsDead)
            return;
        if (!_isBusy && !_isHeld && _services.Now - _sync.ContactAt >= _staleAfter)
            _isHeld = _sync.TryHoldAtStable(Plan);
        _world.After(TimeSpan.FromSeconds(1), CheckStale);
    }

    private void Serve()
    {
        if (Connection.IsDead)
            return;
        var requests = _world.Random.Next(30);
        for (var i = 0; i < requests; i++)
        {
            var isCanary = _world.Random.NextDouble() * 100 < Weight;
            var isFailed = _world.Random.NextDouble() < (isCanary ? CanaryFailures : 0.01);
            _assignment.Observations.Add(isCanary ? "v2" : "v1", isFailed ? ObservedOutcome.Failure : ObservedOutcome.Success, TimeSpan.FromMilliseconds(10));
        }

        Served += requests;
        _world.After(_world.Between(0.5, 4), Serve);
    }

    private void Run(RolloutCommand? command, bool isRefresh)
    {
        (_isBusy, _mustRefresh, _isDue, _running) = (true, false, _isDue && isRefresh, command);
        var caller = new CancellationTokenSource();
        _giveUp = caller.Cancel;
        _sync.Use(_assignment);
        var work = new Reconciliation(_assignment.Plan, null, command, _services.Now) { Custom = System.Collections.Immutable.ImmutableDictionary<string, CustomReading>.Empty };
        var (known, run) = (State, _sync.RunAsync(work, isRefresh, [], caller.Token));
        // In force before it is stored, and from now on.
        if (command == RolloutCommand.Abort && known is not null && RolloutMachine.Fits(Plan, known))
            _abortedAttempt = known.Attempt;
        _ = FinishAsync(run);
        // Not everybody waits.
        if (command is not null && _isBusy && _world.Chance(0.3))
            _world.After(_world.Between(0, 1), caller.Cancel);
    }

    private async Task FinishAsync(Task run)
    {
        try
        {
            await run;
        }
        catch (RolloutCommandException)
        {
            _abortedAttempt = _running == RolloutCommand.Abort ? 0 : _abortedAttempt;
        }
        catch (Exception e) when (e is RolloutStoreException or OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            Unexpected = e;
        }

        _isBusy = false;
        _isHeld &= _services.Now - _sync.ContactAt >= _staleAfter;
        if (_next is { } next)
        {
            _next = null;
            Run(next, isRefresh: false);
        }
        else if (_isDue || _mustRefresh)
        {
            Run(null, isRefresh: !_isDue);
        }
    }

    private static TrafficRoutingOptions Routes()
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://v1" };
        options.Backends["v2"] = new() { Address = "http://v2" };
        var route = new RouteOptions();
        route.Weights["v1"] = 100;
        var service = new ServiceOptions();
        service.Hosts.Add("reviews");
        service.Routes["default"] = route;
        options.Services["reviews"] = service;
        return options;
    }
}
