using BenchmarkDotNet.Attributes;

namespace TrafficRouting.Benchmarks.Matching;

/// <summary>What filing the rules costs when a table is compiled; the matchers stand already.</summary>
[MemoryDiagnoser]
public class RuleBuildBenchmarks
{
    private RequestMatcher[] _matchers = [];

    [Params(RuleShape.Tenants, RuleShape.Mixed)]
    public RuleShape Shape { get; set; }

    [Params(1_000, 10_000, 100_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup() => _matchers = RuleSamples.Rules(Shape, Rules);

    [Benchmark]
    public object Build() => RuleIndex.Build(_matchers);
}
