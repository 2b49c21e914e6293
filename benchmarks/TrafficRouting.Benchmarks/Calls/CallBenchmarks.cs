using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Benchmarks.Http;
using TrafficRouting.Benchmarks.Peers;

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>A whole HttpClient call of a split 90/10: beside a client without a handler, and beside the fastest handler written by hand.</summary>
[MemoryDiagnoser]
[Goal("calls: the bare client again", Of = nameof(BareAgain), Per = nameof(Bare), Typical = true)]
[Goal("calls: different URIs / bare", Of = nameof(Different), Per = nameof(BareDifferent), Typical = true)]
[Goal("calls: different URIs, careful / bare", Of = nameof(CarefulDifferent), Per = nameof(BareDifferent), Typical = true)]
[Goal("calls: different URIs, careful that restores / bare", Of = nameof(RestoringDifferent), Per = nameof(BareDifferent), Typical = true)]
[Goal("calls: different URIs / careful", Of = nameof(Different), Where = AtOnce, Per = nameof(CarefulDifferent), Typical = true, AtMost = 1.1)]
[Goal("calls: different URIs / careful that restores", Of = nameof(Different), Where = Later, Per = nameof(RestoringDifferent), Typical = true, AtMost = 1.1)]
[Goal("calls: query / bare", Of = nameof(Query), Per = nameof(BareQuery), Typical = true)]
[Goal("calls: query / careful", Of = nameof(Query), Where = AtOnce, Per = nameof(CarefulQuery), Typical = true, AtMost = 1.1)]
[Goal("calls: query / careful that restores", Of = nameof(Query), Where = Later, Per = nameof(RestoringQuery), Typical = true, AtMost = 1.1)]
[Goal("calls: URI seen before / bare", Of = nameof(Seen), Where = AtOnce, Per = nameof(Bare), Typical = true, AtMost = 1.05)]
[Goal("calls: URI seen before / bare", Of = nameof(Seen), Where = Later, Per = nameof(Bare), Typical = true, AtMost = 1.3)]
[Goal("calls: host of no service / bare", Of = nameof(Unrouted), Per = nameof(BareElsewhere), Typical = true, AtMost = 1.1)]
[Goal("calls: host of no service / a handler that only hands on", Of = nameof(Unrouted), Per = nameof(PassedElsewhere), Typical = true)]
[Goal("calls: a handler that only hands on / bare", Of = nameof(PassedElsewhere), Per = nameof(BareElsewhere), Typical = true)]
[Goal("calls: bytes of different URIs", Of = nameof(Different), Where = AtOnce, Bytes = 984)]
[Goal("calls: bytes of different URIs", Of = nameof(Different), Where = Later, Bytes = 1304)]
[Goal("calls: bytes of a query", Of = nameof(Query), Where = AtOnce, Bytes = 968)]
[Goal("calls: bytes of a query", Of = nameof(Query), Where = Later, Bytes = 1288)]
[Goal("calls: bytes of a URI seen before", Of = nameof(Seen), Where = AtOnce, Bytes = 600)]
[Goal("calls: bytes of a URI seen before", Of = nameof(Seen), Where = Later, Bytes = 920)]
[Goal("calls: bytes of a host of no service", Of = nameof(Unrouted), Where = AtOnce, Bytes = 544)]
[Goal("calls: bytes of a host of no service", Of = nameof(Unrouted), Where = Later, Bytes = 744)]
public class CallBenchmarks
{
    private const string AtOnce = "Answering=AtOnce";
    private const string Later = "Answering=Later";

    private static readonly PeerHandlers Peers = new("http://10.0.0.1:9080", "http://10.0.0.2:9080");

    private Caller _bare = null!;
    private Caller _bareAgain = null!;
    private Caller _bareDifferent = null!;
    private Caller _bareQuery = null!;
    private Caller _bareElsewhere = null!;
    private Caller _passedElsewhere = null!;
    private Caller _different = null!;
    private Caller _carefulDifferent = null!;
    private Caller _restoringDifferent = null!;
    private Caller _query = null!;
    private Caller _carefulQuery = null!;
    private Caller _restoringQuery = null!;
    private Caller _seen = null!;
    private Caller _unrouted = null!;

    [Params(Calls.Answering.AtOnce, Calls.Answering.Later)]
    public Answering Answering { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _bare = Caller.To(Answering, CallUris.Seen);
        _bareAgain = Caller.To(Answering, CallUris.Seen);
        _bareDifferent = Caller.To(Answering, CallUris.Different);
        _bareQuery = Caller.To(Answering, CallUris.Query);
        _bareElsewhere = Caller.To(Answering, CallUris.Elsewhere);
        _passedElsewhere = Caller.To(Answering, CallUris.Elsewhere, primary => new PassThroughHandler(keeping: false) { InnerHandler = primary });
        _different = Caller.To(Answering, CallUris.Different, CallRouters.Split()).After(CallUris.Others);
        _carefulDifferent = Caller.To(Answering, CallUris.Different, Peers.Careful);
        _restoringDifferent = Caller.To(Answering, CallUris.Different, Peers.CarefulRestoring);
        _query = Caller.To(Answering, CallUris.Query, CallRouters.Split());
        _carefulQuery = Caller.To(Answering, CallUris.Query, Peers.Careful);
        _restoringQuery = Caller.To(Answering, CallUris.Query, Peers.CarefulRestoring);
        _seen = Caller.To(Answering, CallUris.Seen, CallRouters.Split());
        _unrouted = Caller.To(Answering, CallUris.Elsewhere, CallRouters.Split());
    }

    [Benchmark(Baseline = true)]
    public HttpResponseMessage Bare() => _bare.Call();

    [Benchmark]
    public HttpResponseMessage BareAgain() => _bareAgain.Call();

    [Benchmark]
    public HttpResponseMessage BareDifferent() => _bareDifferent.Call();

    [Benchmark]
    public HttpResponseMessage BareQuery() => _bareQuery.Call();

    [Benchmark]
    public HttpResponseMessage BareElsewhere() => _bareElsewhere.Call();

    [Benchmark]
    public HttpResponseMessage PassedElsewhere() => _passedElsewhere.Call();

    [Benchmark]
    public HttpResponseMessage Different() => _different.Call();

    [Benchmark]
    public HttpResponseMessage CarefulDifferent() => _carefulDifferent.Call();

    [Benchmark]
    public HttpResponseMessage RestoringDifferent() => _restoringDifferent.Call();

    [Benchmark]
    public HttpResponseMessage Query() => _query.Call();

    [Benchmark]
    public HttpResponseMessage CarefulQuery() => _carefulQuery.Call();

    [Benchmark]
    public HttpResponseMessage RestoringQuery() => _restoringQuery.Call();

    [Benchmark]
    public HttpResponseMessage Seen() => _seen.Call();

    [Benchmark]
    public HttpResponseMessage Unrouted() => _unrouted.Call();
}
