using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Mirroring;

/// <summary>
/// What mirroring adds to a call: an HttpClient whose primary answers at once, a GET with 8 headers, and the same with a
/// split, with a split and a mirror at 100 %, and with a mirror whose queue is full. The queue is emptied by the benchmark
/// itself, so that the figures hold the whole cost on the caller's side, and nothing of the workers'.
/// </summary>
[Goal("goal 6: split and mirror / pass-through handler", Of = nameof(SplitAndMirror), Per = nameof(PassThrough), AtMost = 1.7)]
[Goal("goal 6: split and full queue / pass-through handler", Of = nameof(SplitAndFullQueue), Per = nameof(PassThrough), AtMost = 1.2)]
[Goal("goal 6: split / a handler that keeps a value", Of = nameof(Split), Per = nameof(PassThroughAndKeep), AtMost = 1.05)]
[Goal("goal 6: mirroring a GET with 8 headers", Of = nameof(CopyAndQueue), Bytes = 0)]
[Goal("goal 6: mirroring a GET with 8 headers, of a pass-through call", Of = nameof(CopyAndQueue), Per = nameof(PassThrough), AtMost = 0.65)]
[Goal("goal 6: a full queue", Of = nameof(FindFullQueue), Bytes = 0)]
[MemoryDiagnoser]
public class MirrorBenchmarks : IDisposable
{
    private const string Address = "http://orders/a/b";

    private HttpClient _passThrough = null!;
    private HttpClient _keep = null!;
    private HttpClient _split = null!;
    private HttpClient _mirrored = null!;
    private HttpClient _full = null!;
    private TrafficMirror _mirror = null!;
    private TrafficMirror _fullMirror = null!;
    private HttpRequestMessage _request = null!;
    private RouteDecision _decision = null!;
    private TrafficRouter _router = null!;
    private TrafficRouter _fullRouter = null!;
    private RouteDecision _fullDecision = null!;

    [GlobalSetup]
    public void Setup()
    {
        _passThrough = new(new PassThroughHandler(keeping: false) { InnerHandler = new StubPrimary() });
        _keep = new(new PassThroughHandler(keeping: true) { InnerHandler = new StubPrimary() });
        _split = Client(new(Options()), NewMirror());
        _mirror = NewMirror();
        _router = new(Options(m => m.Mirrors["shadow"] = new()));
        _mirrored = Client(_router, _mirror);

        // The queue holds one, and nobody takes it.
        _fullMirror = NewMirror();
        _fullRouter = new(Options(m => m.Mirrors["shadow"] = new(), queue: 1));
        _full = Client(_fullRouter, _fullMirror);
        Send(_full);

        _request = Request();
        var view = new HttpRequestView(_request);
        _decision = _router.Decide(in view)!;
        _fullDecision = _fullRouter.Decide(in view)!;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var client in new[] { _passThrough, _keep, _split, _mirrored, _full })
            client.Dispose();
        _mirror.Dispose();
        _fullMirror.Dispose();
        _request.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public HttpResponseMessage PassThrough() => Send(_passThrough);

    /// <summary>Hands on and keeps one value in the request's options, as every split does.</summary>
    [Benchmark]
    public HttpResponseMessage PassThroughAndKeep() => Send(_keep);

    [Benchmark]
    public HttpResponseMessage Split() => Send(_split);

    [Benchmark]
    public HttpResponseMessage SplitAndMirror()
    {
        var response = Send(_mirrored);
        _mirror.Discard(_decision.Mirrors[0]);
        return response;
    }

    [Benchmark]
    public HttpResponseMessage SplitAndFullQueue() => Send(_full);

    /// <summary>The mirror's part alone.</summary>
    [Benchmark]
    public void CopyAndQueue()
    {
        _mirror.Capture(_request, _decision, callerHost: null, _router.Table, RandomSource.Shared).EndPrimary(_request, response: null);
        _mirror.Discard(_decision.Mirrors[0]);
    }

    [Benchmark]
    public bool FindFullQueue() => _fullMirror.Capture(_request, _fullDecision, callerHost: null, _fullRouter.Table, RandomSource.Shared).IsEmpty;

    private static HttpResponseMessage Send(HttpClient client) =>
        client.SendAsync(Request(), HttpCompletionOption.ResponseHeadersRead).GetAwaiter().GetResult();

    private static HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address);
        foreach (var (name, value) in UsualHeaders.All)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static TrafficMirror NewMirror() => new(new MirrorTransport(new StubPrimary()), schedule: static _ => { });

    private static HttpClient Client(TrafficRouter router, TrafficMirror mirror)
    {
        var pipeline = new RoutingPipeline(router, TimeProvider.System, [], TrafficRoutingMetrics.Shared, () => mirror);
        return new(new TrafficRoutingHandler(pipeline) { InnerHandler = new StubPrimary() });
    }

    private static TrafficRoutingOptions Options(Action<RouteOptions>? route = null, int queue = 1024)
    {
        var options = new TrafficRoutingOptions { Mirroring = { QueueCapacity = queue } };
        foreach (var name in new[] { "v1", "v2", "shadow" })
            options.Backends[name] = new() { Address = $"http://{name}:8080" };
        var split = new RouteOptions { Weights = { ["v1"] = 90, ["v2"] = 10 } };
        route?.Invoke(split);
        options.Services["orders"] = new() { Hosts = { "orders" }, Routes = { ["default"] = split } };
        return options;
    }
}
