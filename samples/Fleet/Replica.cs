using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.Rollouts;

namespace Fleet;

/// <summary>One replica of the calling service: its own routing, rollouts, connection and load. In real life a process has one.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly Reviews _reviews;
    private readonly CountingLogger _log = new();
    private readonly ServiceProvider _provider;
    private readonly IRolloutController _controller;
    private readonly CancellationTokenSource _stopping = new();
    private readonly MeterListener _meters = new();
    private Task _load = Task.CompletedTask;
    private long _requests;
    private long _endedAt;
    private long _conflicts;

    public Replica(FleetSettings settings)
    {
        _reviews = new(settings.FailingShare);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new SkewedClock(settings.Skew));
        services.AddLogging(logging => logging.AddProvider(_log));
        services.AddTrafficRouting(settings.ToConfiguration().GetSection("TrafficRouting")).AddRollouts().AddRedis(settings.Redis, o => o.KeyPrefix = settings.Prefix);
        services.AddHttpClient("reviews", c => c.BaseAddress = new("http://reviews")).AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => _reviews);
        _provider = services.BuildServiceProvider();
        _controller = _provider.GetRequiredService<IRolloutController>();
        _controller.Transitioned += (_, e) =>
        {
            if (e.Transition.To is RolloutPhase.Aborted or RolloutPhase.RolledBack or RolloutPhase.Completed)
                Interlocked.CompareExchange(ref _endedAt, Stopwatch.GetTimestamp(), 0);
        };
        var factory = _provider.GetRequiredService<IMeterFactory>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "traffic_routing.rollout.store.conflicts" && ReferenceEquals(instrument.Meter.Scope, factory))
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _conflicts, value));
        _meters.Start();
    }

    public async Task StartAsync()
    {
        await _controller.StartAsync();
        _load = Task.Run(LoadAsync);
    }

    public Task AbortAsync() => _controller.AbortAsync("reviews");

    public ReplicaMoment Look()
    {
        var status = _controller.Find("reviews")!;
        var counted = status.State is { } state ? state.CanaryRequests + state.StableRequests : 0;
        return new(
            status.Fleet.Replica, status.State?.Phase ?? RolloutPhase.Pending, status.Fleet.IsJudge, Interlocked.Read(ref _requests), _reviews.CanaryRequests,
            _reviews.LastCanaryAt, Interlocked.Read(ref _endedAt), counted, Interlocked.Read(ref _conflicts), _log.Errors);
    }

    /// <summary>Ends the load, but not the rollout.</summary>
    public async Task QuietAsync()
    {
        await _stopping.CancelAsync();
        await _load;
    }

    public async ValueTask DisposeAsync()
    {
        await QuietAsync();
        _meters.Dispose();
        await _provider.DisposeAsync();
    }

    private async Task LoadAsync()
    {
        using var client = _provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
        using var pace = new PeriodicTimer(Pace);
        // From the rollout's beginning on, so that each request sent must be one that is judged.
        while (_controller.Find("reviews")!.State?.Phase is null or RolloutPhase.Pending && !_stopping.IsCancellationRequested)
            await pace.WaitForNextTickAsync();
        while (!_stopping.IsCancellationRequested)
        {
            using var response = await client.GetAsync("/reviews/1");
            Interlocked.Increment(ref _requests);
            await pace.WaitForNextTickAsync();
        }
    }
}
