using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Http;
using TrafficRouting.Rollouts;

namespace TrafficRouting.Benchmarks.Rollouts;

/// <summary>What it costs a request to be observed, beside the interlocked increment it cannot do without.</summary>
[MemoryDiagnoser]
[Goal("observing a request", Of = nameof(Observe), Bytes = 0)]
[Goal("observing a request / bare increment", Of = nameof(Observe), Where = "Rollouts=1", Per = nameof(Increment), AtMost = 4)]
public class ObservingBenchmarks
{
    private const int Requests = 1024;

    private readonly RolloutObservationHub _hub = new();
    private IRoutingObserver _observer = null!;
    private RoutedAttempt _attempt;
    private long _count;

    /// <summary>Gets or sets the number of rollouts in the process; the last one owns the route.</summary>
    [Params(1, 10)]
    public int Rollouts { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _hub.Replace(Enumerable.Range(1, Rollouts).Select(i => new RolloutObservations(i == Rollouts ? "reviews" : $"other-{i}", "default", "v1", "v2")));
        _observer = new RolloutObserver(_hub);
        var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        _attempt = new()
        {
            Decision = new TrafficRouter(Routes()).Decide(new HttpRequestView(request))!,
            Request = request,
            Response = new(),
            Duration = TimeSpan.FromTicks(123_456),
            IsFirstAttempt = true,
        };
    }

    [Benchmark(Description = "Interlocked.Increment", OperationsPerInvoke = Requests, Baseline = true)]
    public long Increment()
    {
        for (var i = 0; i < Requests; i++)
            Interlocked.Increment(ref _count);
        return _count;
    }

    [Benchmark(Description = "RolloutObserver.OnCompleted", OperationsPerInvoke = Requests)]
    public void Observe()
    {
        for (var i = 0; i < Requests; i++)
            _observer.OnCompleted(in _attempt);
    }

    private static TrafficRoutingOptions Routes()
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://v1" };
        options.Backends["v2"] = new() { Address = "http://v2" };
        var route = new RouteOptions();
        route.Weights["v2"] = 1;
        var service = new ServiceOptions();
        service.Hosts.Add("reviews");
        service.Routes["default"] = route;
        options.Services["reviews"] = service;
        return options;
    }
}
