using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Peers;

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>What one would use instead, called with URIs that never repeat, beside a client without a handler.</summary>
[MemoryDiagnoser]
[Goal("peers: split / bare", Of = nameof(Split), Per = nameof(Bare), Typical = true)]
[Goal("peers: written by hand at first (UriBuilder) / bare", Of = nameof(UriBuilder), Per = nameof(Bare), Typical = true)]
[Goal("peers: service discovery / bare", Of = nameof(ServiceDiscovery), Per = nameof(Bare), Typical = true)]
[Goal("peers: FeatureManagement percentage / bare", Of = nameof(FeatureFlag), Per = nameof(Bare), Typical = true)]
[Goal("peers: Http.Resilience standard handler / bare", Of = nameof(StandardResilience), Per = nameof(Bare), Typical = true)]
[Goal("peers: Http.Resilience weighted groups / bare", Of = nameof(WeightedGroups), Per = nameof(Bare), Typical = true)]
[Goal("peers: YARP's forwarder in process / bare", Of = nameof(Forwarder), Per = nameof(Bare), Typical = true)]
public class PeerCallBenchmarks
{
    private static readonly PeerHandlers Peers = new("http://10.0.0.1:9080", "http://10.0.0.2:9080");

    private Caller _bare = null!;
    private Caller _split = null!;
    private Caller _uriBuilder = null!;
    private Caller _serviceDiscovery = null!;
    private Caller _featureFlag = null!;
    private Caller _standardResilience = null!;
    private Caller _weightedGroups = null!;
    private Caller _forwarder = null!;

    [Params(Calls.Answering.AtOnce, Calls.Answering.Later)]
    public Answering Answering { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bare = Caller();
        _split = Caller(CallRouters.Split()).After(CallUris.Others);
        _uriBuilder = Caller(Peers.UriBuilder);
        _serviceDiscovery = Caller(Peers.ServiceDiscovery);
        _featureFlag = Caller(Peers.FeatureFlag);
        _standardResilience = Caller(Peers.StandardResilience);
        _weightedGroups = Caller(Peers.WeightedGroups);
        _forwarder = Caller(Peers.Forwarder);
    }

    [Benchmark(Baseline = true)]
    public HttpResponseMessage Bare() => _bare.Call();

    [Benchmark]
    public HttpResponseMessage Split() => _split.Call();

    [Benchmark]
    public HttpResponseMessage UriBuilder() => _uriBuilder.Call();

    [Benchmark]
    public HttpResponseMessage ServiceDiscovery() => _serviceDiscovery.Call();

    [Benchmark]
    public HttpResponseMessage FeatureFlag() => _featureFlag.Call();

    [Benchmark]
    public HttpResponseMessage StandardResilience() => _standardResilience.Call();

    [Benchmark]
    public HttpResponseMessage WeightedGroups() => _weightedGroups.Call();

    [Benchmark]
    public HttpResponseMessage Forwarder() => _forwarder.Call();

    private Caller Caller(Func<HttpMessageHandler, HttpMessageHandler>? handler = null) => new(Answering, CallUris.Different, handler);
}
