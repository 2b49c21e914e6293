using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Peers;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>A whole HttpClient call while every span is recorded, beside a handler that does nothing but record a span with the same tags.</summary>
[MemoryDiagnoser]
[Goal("calls: spans recorded / bare", Of = nameof(Split), Per = nameof(Bare), Typical = true)]
[Goal("calls: a handler that records such a span / bare", Of = nameof(SpanAlone), Per = nameof(Bare), Typical = true)]
[Goal("calls: spans recorded / a handler that records such a span", Of = nameof(Split), Per = nameof(SpanAlone), Typical = true, AtMost = 1.1)]
public class SpanCallBenchmarks : IDisposable
{
    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = source => source.Name is TrafficRoutingDefaults.TelemetryName or SpanHandler.SourceName,
        Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
    };

    private Caller _bare = null!;
    private Caller _split = null!;
    private Caller _spanAlone = null!;

    [Params(Calls.Answering.AtOnce, Calls.Answering.Later)]
    public Answering Answering { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        ActivitySource.AddActivityListener(Listener);
        _bare = Caller.To(Answering, CallUris.Seen);
        _split = Caller.To(Answering, CallUris.Seen, CallRouters.Split());
        _spanAlone = Caller.To(Answering, CallUris.Seen, primary => new SpanHandler { InnerHandler = primary });
    }

    [GlobalCleanup]
    public void Dispose()
    {
        Listener.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public HttpResponseMessage Bare() => _bare.Call();

    [Benchmark]
    public HttpResponseMessage Split() => _split.Call();

    [Benchmark]
    public HttpResponseMessage SpanAlone() => _spanAlone.Call();
}
