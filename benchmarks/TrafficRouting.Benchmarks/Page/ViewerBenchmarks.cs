using BenchmarkDotNet.Attributes;
using TrafficRouting.AspNetCore;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Page;

/// <summary>A split in an application with a traffic page: without it, while nobody looks, and while somebody does.</summary>
[MemoryDiagnoser]
[Goal("page: split, nobody looks / no page", Of = nameof(SplitUnseen), Per = nameof(Split), AtMost = 1.05)]
[Goal("page: split that sends nothing, one viewer / no page", Of = nameof(SplitSeen), Per = nameof(Split), AtMost = 1.2)]
[Goal("page: bytes of a split that sends nothing, one viewer", Of = nameof(SplitSeen), Bytes = 600)]
[Goal("page: what a viewer adds to a call", Of = nameof(Record), Bytes = 0)]
public class ViewerBenchmarks : IDisposable
{
    private readonly HttpClient _without = Client(tap: null, out _);
    private readonly HttpClient _unseen = Client(new(), out _);
    private readonly HttpClient _seen;
    private readonly TrafficRecorder _recorder;
    private readonly RoutedAttempt _attempt;

    public ViewerBenchmarks()
    {
        var tap = new TrafficTap();
        _seen = Client(tap, out var router);
        tap.Recorder = _recorder = new(router);
        var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        _attempt = new() { Decision = router.Decide(new HttpRequestView(request))!, Request = request, Response = new(), Duration = TimeSpan.FromTicks(123_456) };
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _without.Dispose();
        _unseen.Dispose();
        _seen.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Task<HttpResponseMessage> Split() => Send(_without);

    [Benchmark]
    public Task<HttpResponseMessage> SplitUnseen() => Send(_unseen);

    [Benchmark]
    public Task<HttpResponseMessage> SplitSeen() => Send(_seen);

    /// <summary>Both notes of a call alone.</summary>
    [Benchmark]
    public void Record()
    {
        _recorder.Decided(client: null, _attempt.Decision);
        _recorder.Completed(in _attempt);
    }

    private static Task<HttpResponseMessage> Send(HttpClient client) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://reviews/api/products/42"), HttpCompletionOption.ResponseHeadersRead);

    private static HttpClient Client(TrafficTap? tap, out TrafficRouter router)
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://10.0.0.1:9080" };
        options.Backends["v2"] = new() { Address = "http://10.0.0.2:9080" };
        options.Services["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = new() { Weights = { ["v1"] = 95, ["v2"] = 5 } } } };
        router = new(options);
        return new(new TrafficRoutingHandler(new RoutingPipeline(router, TimeProvider.System, [], TrafficRoutingMetrics.Shared, tap: tap)) { InnerHandler = new StubPrimary() });
    }
}
