using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;

namespace TrafficRouting.Benchmarks.Calls;

/// <summary>A whole HttpClient call by which tenants are told apart by a header, beside the same request split without rules.</summary>
[MemoryDiagnoser]
[Goal("calls: the split again", Of = nameof(SplitAgain), Per = nameof(Split), Typical = true)]
[Goal("calls: 10 header rules / split", Of = nameof(TenRules), Per = nameof(Split), Typical = true, AtMost = 1.35)]
[Goal("calls: 1,000 rules, 10 tenants call / split", Of = nameof(TenOfThousandRules), Per = nameof(Split), Typical = true, AtMost = 1.4)]
[Goal("calls: 1,000 rules, all tenants call / split", Of = nameof(ThousandRules), Per = nameof(Split), Typical = true, AtMost = 2)]
public class RuleCallBenchmarks
{
    private Caller _split = null!;
    private Caller _splitAgain = null!;
    private Caller _tenRules = null!;
    private Caller _tenOfThousandRules = null!;
    private Caller _thousandRules = null!;

    [Params(Calls.Answering.AtOnce, Calls.Answering.Later)]
    public Answering Answering { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _split = Caller.To(Answering, CallUris.Seen, CallRouters.Split(), tenants: 10);
        _splitAgain = Caller.To(Answering, CallUris.Seen, CallRouters.Split(), tenants: 10);
        _tenRules = Caller.To(Answering, CallUris.Seen, CallRouters.Split(rules: 10), tenants: 10);
        _tenOfThousandRules = Caller.To(Answering, CallUris.Seen, CallRouters.Split(rules: 1_000), tenants: 10);
        _thousandRules = Caller.To(Answering, CallUris.Seen, CallRouters.Split(rules: 1_000), tenants: 1_000);
    }

    [Benchmark(Baseline = true)]
    public HttpResponseMessage Split() => _split.Call();

    [Benchmark]
    public HttpResponseMessage SplitAgain() => _splitAgain.Call();

    [Benchmark]
    public HttpResponseMessage TenRules() => _tenRules.Call();

    [Benchmark]
    public HttpResponseMessage TenOfThousandRules() => _tenOfThousandRules.Call();

    [Benchmark]
    public HttpResponseMessage ThousandRules() => _thousandRules.Call();
}
