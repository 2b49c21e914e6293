using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>Choices and whole calls of a split whose backends' health counts, beside the same split without, while nothing is ejected.</summary>
[MemoryDiagnoser]
[Goal("health: choices, nothing ejected / without health", Of = nameof(ChooseWithHealth), Per = nameof(Choose), Typical = true, AtMost = 1.02)]
[Goal("health: bytes of choices, nothing ejected", Of = nameof(ChooseWithHealth), Bytes = 0)]
[Goal("health: choices, one ejected / without health", Of = nameof(ChooseWithoutOne), Per = nameof(Choose), Typical = true, AtMost = 1.25)]
[Goal("health: bytes of choices, one ejected", Of = nameof(ChooseWithoutOne), Bytes = 0)]
[Goal("health: the split again", Of = nameof(SplitAgain), Per = nameof(Split), Typical = true)]
[Goal("health: calls, nothing ejected / split", Of = nameof(Health), Per = nameof(Split), Typical = true, AtMost = 1.1)]
[Goal("health: calls with failover, none fails / split", Of = nameof(Failover), Per = nameof(Split), Typical = true)]
[Goal("health: bytes of calls, nothing ejected", Of = nameof(Health), Where = "Answering=AtOnce", Bytes = 600)]
[Goal("health: bytes of calls, nothing ejected", Of = nameof(Health), Where = "Answering=Later", Bytes = 936)]
[Goal("health: bytes of calls with failover, none fails", Of = nameof(Failover), Where = "Answering=AtOnce", Bytes = 600)]
[Goal("health: bytes of calls with failover, none fails", Of = nameof(Failover), Where = "Answering=Later", Bytes = 1096)]
public class HealthCallBenchmarks
{
    private const int Count = 1024;

    private TrafficRouter _plain = null!;
    private TrafficRouter _healthy = null!;
    private TrafficRouter _ejected = null!;
    private Caller _split = null!;
    private Caller _splitAgain = null!;
    private Caller _health = null!;
    private Caller _failover = null!;

    [Params(Calls.Answering.AtOnce, Calls.Answering.Later)]
    public Answering Answering { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        (_plain, _healthy, _ejected) = (Router(hasHealth: false), Router(hasHealth: true), Router(hasHealth: true));
        for (var i = 0; i < 5; i++)
            _ejected.Table.Backends["v3"].Health!.Note(isFailure: true);
        _split = Caller.To(Answering, CallUris.Seen, To(_plain));
        _splitAgain = Caller.To(Answering, CallUris.Seen, To(Router(hasHealth: false)));
        _health = Caller.To(Answering, CallUris.Seen, To(_healthy));
        _failover = Caller.To(Answering, CallUris.Seen, To(Router(hasHealth: true, hasFailover: true)));
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Choose() => Choose(_plain);

    [Benchmark(OperationsPerInvoke = Count)]
    public int ChooseWithHealth() => Choose(_healthy);

    [Benchmark(OperationsPerInvoke = Count)]
    public int ChooseWithoutOne() => Choose(_ejected);

    [Benchmark(Baseline = true)]
    public HttpResponseMessage Split() => _split.Call();

    [Benchmark]
    public HttpResponseMessage SplitAgain() => _splitAgain.Call();

    [Benchmark]
    public HttpResponseMessage Health() => _health.Call();

    [Benchmark]
    public HttpResponseMessage Failover() => _failover.Call();

    private static int Choose(TrafficRouter router)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, CallUris.Seen[0]);
        var request = new HttpRequestView(message);
        var decided = 0;
        for (var i = 0; i < Count; i++)
            decided += router.Decide(in request) is null ? 0 : 1;
        return decided;
    }

    private static Func<HttpMessageHandler, HttpMessageHandler> To(TrafficRouter router) => primary => new TrafficRoutingHandler(router) { InnerHandler = primary };

    private static TrafficRouter Router(bool hasHealth, bool hasFailover = false)
    {
        var options = CallRouters.Options("http://10.0.0.1:9080", "http://10.0.0.2:9080", rules: 0);
        options.Backends["v3"] = new() { Address = "http://10.0.0.3:9080" };
        var route = options.Services["reviews"].Routes["zz-all"];
        route.Weights["v3"] = 10;
        route.Failover = hasFailover ? new() : null;
        foreach (var backend in options.Backends.Values)
            backend.Health = hasHealth ? new() { EjectionTime = TimeSpan.FromDays(1), MaxEjectionTime = TimeSpan.FromDays(1) } : null;
        return new(options);
    }
}
