using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>One process with rollouts: a real router and the real engine on a manual clock; observations are made up.</summary>
internal sealed class RolloutHarness : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RolloutObservationHub _hub = new();
    private readonly RolloutsPart _part;
    private readonly Action<RolloutsOptions> _first;
    private TrafficRoutingOptions _routes = Routes();
    private RolloutSet? _rollouts;

    public RolloutHarness(
        Action<RolloutOptions>? configure = null, IRolloutStore? store = null, FakeClock? time = null, ILogger<RolloutEngine>? logger = null, params IRolloutMetric[] metrics)
    {
        _first = options => options.Rollouts["reviews"] = Given.Options(configure);
        Time = time ?? new(Given.Start);
        Store = store ?? new MemoryRolloutStore(Time);
        Router = new(Routes());
        Controller = new(_hub, Store, metrics, _provider.GetRequiredService<IMeterFactory>(), Time, logger ?? NullLogger<RolloutEngine>.Instance);
        Controller.Transitioned += (_, e) => Transitions.Add(e.Transition);
        _part = new(Controller, [], new("", RolloutsOptions.Shape, [], []));
        _part.Attach(Router);
        Load(_first);
    }

    public IRolloutStore Store { get; }

    public FakeClock Time { get; }

    public TrafficRouter Router { get; }

    public RolloutEngine Controller { get; }

    public List<RolloutTransition> Transitions { get; } = [];

    public IMeterFactory Meters => _provider.GetRequiredService<IMeterFactory>();

    public RolloutStatus Status => Controller.Find("reviews")!;

    public RolloutPhase Phase => Status.State!.Phase;

    public Route Route => Router.Table.Services.Single().Routes.Single(r => r.Name == "default");

    /// <summary>Gets the weights in force for the next request.</summary>
    public string Weights => string.Join(' ', Route.Backends.Select(b => $"{b.Backend.Name}={b.Weight}"));

    public static TrafficRoutingOptions Routes(Action<TrafficRoutingOptions>? change = null)
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://v1" };
        options.Backends["v2"] = new() { Address = "http://v2" };
        var route = new RouteOptions();
        route.Weights["v1"] = 70;
        route.Weights["v2"] = 30;
        var service = new ServiceOptions();
        service.Hosts.Add("reviews");
        service.Routes["default"] = route;
        options.Services["reviews"] = service;
        change?.Invoke(options);
        return options;
    }

    public async Task<RolloutHarness> StartAsync()
    {
        await Controller.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public Task<RolloutStatus> SendAsync(RolloutCommand command) => Controller.SendAsync("reviews", command, TestContext.Current.CancellationToken);

    /// <summary>Lets a backend answer a number of requests.</summary>
    public void Answer(string backend, int requests, int failures = 0, int milliseconds = 10)
    {
        for (var i = 0; i < requests; i++)
            Answer(backend, i < failures ? ObservedOutcome.Failure : ObservedOutcome.Success, milliseconds);
    }

    /// <summary>Lets a backend answer one request.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="outcome">How.</param>
    /// <param name="milliseconds">After how long.</param>
    /// <param name="route">The route that took it: the rollout's own, or the header route of a step.</param>
    public void Answer(string backend, ObservedOutcome outcome, int milliseconds = 10, string route = "default")
    {
        var target = _hub.Find("reviews", route)!;
        target.Observations.Add(backend, outcome, TimeSpan.FromMilliseconds(milliseconds), target.IsHeaderRoute);
    }

    /// <summary>Lets an interval pass in which both backends do well.</summary>
    public void Good()
    {
        Answer("v1", 800, 4);
        Answer("v2", 200, 1);
        Time.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets an interval pass in which every other request to the canary fails.</summary>
    public void Bad()
    {
        Answer("v1", 800, 4);
        Answer("v2", 200, 100);
        Time.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets an interval pass in which half of all requests fail on both.</summary>
    public void Outage()
    {
        Answer("v1", 800, 400);
        Answer("v2", 200, 100);
        Time.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Lets an interval pass in which the canary answers nothing, and all its callers give up.</summary>
    public void Hang()
    {
        Answer("v1", 800, 4);
        for (var i = 0; i < 200; i++)
            Answer("v2", ObservedOutcome.Cancellation);
        Time.Advance(TimeSpan.FromMinutes(1));
    }

    /// <summary>Loads other rollouts; invalid ones are rejected, as the loader does.</summary>
    public void Reconfigure(Action<RolloutsOptions> configure)
    {
        Load(configure);
        Time.Advance(TimeSpan.Zero);
    }

    /// <summary>Gives the router other routes, past the configuration, and lets the rollouts look at them.</summary>
    public void Update(TrafficRoutingOptions routes)
    {
        _routes = routes;
        Router.Update(routes);
        Time.Advance(TimeSpan.Zero);
    }

    public void Reconfigure(Action<RolloutOptions> change) => Reconfigure((RolloutsOptions options) =>
    {
        _first(options);
        change(options.Rollouts["reviews"]);
    });

    /// <summary>Waits until something is so; meanwhile the clock moves on by a step, if there is one.</summary>
    public async Task UntilAsync(Func<bool> isThere, TimeSpan step = default)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 1; !isThere(); i++)
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2));
            if (step > TimeSpan.Zero && i % 100 == 0)
                Time.Advance(step);
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        // Done at once where the store answers at once.
        _ = Controller.StopAsync(CancellationToken.None);
        Controller.Dispose();
        _provider.Dispose();
    }

    private void Load(Action<RolloutsOptions> configure)
    {
        var options = new RolloutsOptions();
        configure(options);
        var rollouts = new RolloutSet(options).Over(_rollouts);
        var findings = new List<Finding>();
        _part.Validate(rollouts, _routes, "Rollouts", isLive: true, findings);
        if (findings.Exists(f => f.Severity is FindingSeverity.Error))
            return;
        _rollouts = rollouts;
        var generation = Router.Generation + 1;
        Router.Accept(_routes, inForce => _part.Overlays(rollouts, inForce), generation, table => _part.Accepted(rollouts, table, generation));
    }
}
