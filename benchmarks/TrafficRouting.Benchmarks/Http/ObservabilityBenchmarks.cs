using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Http;

/// <summary>A split while a MeterListener takes every measurement, beside the same with nobody listening.</summary>
[MemoryDiagnoser]
[Goal("goal 8: split, all listened to / nobody listens", Of = nameof(SplitListenedTo), Per = nameof(Split), AtMost = 1.3)]
[Goal("goal 8: reporting an attempt", Of = nameof(Report), Bytes = 0)]
public class ObservabilityBenchmarks : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private RoutingPipeline _watched = null!;
    private HttpClient _silent = null!;
    private HttpClient _listened = null!;
    private RoutedAttempt _attempt;
    private double _sum;

    [GlobalSetup]
    public void Setup()
    {
        var metrics = new TrafficRoutingMetrics(_services.GetRequiredService<IMeterFactory>());
        _watched = Pipeline(metrics);
        _silent = new(new TrafficRoutingHandler(Pipeline(TrafficRoutingMetrics.Shared)) { InnerHandler = new StubPrimary() });
        _listened = new(new TrafficRoutingHandler(_watched) { InnerHandler = new StubPrimary() });
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope is not null)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => _sum += value);
        _listener.SetMeasurementEventCallback<double>((_, value, _, _) => _sum += value);
        _listener.Start();

        var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        _attempt = new() { Decision = _watched.Router.Decide(new HttpRequestView(request))!, Request = request, Response = new(), Duration = TimeSpan.FromTicks(123_456) };
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _listener.Dispose();
        _silent.Dispose();
        _listened.Dispose();
        _services.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Task<HttpResponseMessage> Split() => Send(_silent);

    [Benchmark]
    public Task<HttpResponseMessage> SplitListenedTo() => Send(_listened);

    /// <summary>Both measurements of an attempt alone.</summary>
    [Benchmark]
    public void Report() => _watched.Report(in _attempt);

    private static Task<HttpResponseMessage> Send(HttpClient client) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://reviews/api/products/42"), HttpCompletionOption.ResponseHeadersRead);

    private static RoutingPipeline Pipeline(TrafficRoutingMetrics metrics)
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://10.0.0.1:9080" };
        options.Backends["v2"] = new() { Address = "http://10.0.0.2:9080" };
        options.Services["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = new() { Weights = { ["v1"] = 95, ["v2"] = 5 } } } };
        return new(new TrafficRouter(options), TimeProvider.System, [], metrics);
    }
}
