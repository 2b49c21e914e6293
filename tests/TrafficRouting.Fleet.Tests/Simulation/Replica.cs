using Microsoft.Extensions.Logging.Abstractions;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Fleet.Tests.Simulation;

/// <summary>One process: the engine's own conversation with the store and a real router; timers and the lock are the simulation's.</summary>
internal sealed class Replica
{
    private readonly World _world;
    private readonly RolloutServices _services;
    private readonly RolloutSync _sync;
    private readonly RolloutAssignment _assignment;
    private readonly TrafficRouter _router = new(Routes());
    private bool _isBusy;
    private bool _mustRefresh;
    private int _failedAttempt;

    public Replica(World world, Server server, RolloutPlan plan, int number)
    {
        _world = world;
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

    public void Command(RolloutCommand command)
    {
        if (!_isBusy)
            Run(command, isRefresh: false);
    }

    /// <summary>Tells what must never be, or null.</summary>
    public string? Wrong(Server server, int retries)
    {
        if (Unexpected is not null)
            return Unexpected.ToString();
        if (Weight > 0 && State is null)
            return $"{Name} sends {Weight} % to the canary of a rollout that it does not know";
        if (State is not { } state)
            return null;
        if (RolloutMachine.HasFailed(state))
            _failedAttempt = Math.Max(_failedAttempt, state.Attempt);
        if (Weight > 0 && state.Attempt <= _failedAttempt && !_isBusy)
            return $"{Name} saw attempt {_failedAttempt} fail and sends {Weight} % to the canary in attempt {state.Attempt}";
        if (state.Attempt > 1 + retries)
            return $"{Name} is in attempt {state.Attempt} after {retries} retries";
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
        (_isBusy, _mustRefresh) = (true, false);
        _sync.Use(_assignment);
        var work = new Reconciliation(_assignment.Plan, null, command, _services.Now) { Pending = _sync.Pending, Custom = System.Collections.Immutable.ImmutableDictionary<string, CustomReading>.Empty };
        _ = FinishAsync(_sync.RunAsync(work, isRefresh, [], CancellationToken.None));
    }

    private async Task FinishAsync(Task run)
    {
        try
        {
            await run;
        }
        catch (Exception e) when (e is RolloutStoreException or RolloutCommandException)
        {
        }
        catch (Exception e)
        {
            Unexpected = e;
        }

        _isBusy = false;
        if (_mustRefresh)
            Run(null, isRefresh: true);
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
