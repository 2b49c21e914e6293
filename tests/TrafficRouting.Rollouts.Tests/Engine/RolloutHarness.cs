using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TrafficRouting.Testing;

namespace TrafficRouting.Rollouts.Tests.Engine;

/// <summary>One process with rollouts: a real router and the real engine on a manual clock; observations are made up.</summary>
internal sealed class RolloutHarness : IDisposable
{
    private readonly ServiceProvider _provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly RolloutObservationHub _hub = new();
    private readonly Changes _changes = new();
    private readonly Action<RolloutsOptions> _first;
    private Action<RolloutsOptions> _configure;

    public RolloutHarness(
        Action<RolloutOptions>? configure = null, IRolloutStore? store = null, FakeClock? time = null, params IRolloutMetric[] metrics)
    {
        _first = _configure = options => options.Rollouts["reviews"] = Given.Options(configure);
        Store = store ?? new MemoryRolloutStore();
        Time = time ?? new(Given.Start);
        Router = new(Routes());
        var factory = new OptionsFactory<RolloutsOptions>(
            [new ConfigureNamedOptions<RolloutsOptions>(Options.DefaultName, o => _configure(o))], [], [new RolloutsOptionsValidator()]);
        Controller = new(new(factory, [_changes], NullLogger<RolloutEngine>.Instance), _hub, Router, Store, metrics,
            _provider.GetRequiredService<IMeterFactory>(), Time, NullLogger<RolloutEngine>.Instance);
        Controller.Transitioned += (_, e) => Transitions.Add(e.Transition);
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
            _hub.Add("reviews", "default", backend, i < failures ? 500 : 200, null, TimeSpan.FromMilliseconds(milliseconds));
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

    public void Reconfigure(Action<RolloutsOptions> configure)
    {
        _configure = configure;
        _changes.Fire();
    }

    public void Reconfigure(Action<RolloutOptions> change) => Reconfigure((RolloutsOptions options) =>
    {
        _first(options);
        change(options.Rollouts["reviews"]);
    });

    public void Dispose()
    {
        Controller.Dispose();
        _provider.Dispose();
    }

    private sealed class Changes : IOptionsChangeTokenSource<RolloutsOptions>
    {
        private ConfigurationReloadToken _token = new();

        public string? Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => _token;

        public void Fire() => Interlocked.Exchange(ref _token, new()).OnReload();
    }
}
