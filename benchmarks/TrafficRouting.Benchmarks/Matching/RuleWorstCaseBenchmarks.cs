using BenchmarkDotNet.Attributes;

namespace TrafficRouting.Benchmarks.Matching;

/// <summary>Tables that no index helps with.</summary>
[MemoryDiagnoser]
public class RuleWorstCaseBenchmarks
{
    private RequestMatcher[] _matchers = [];
    private HttpRequestMessage[] _requests = [];
    private RuleIndex _index = null!;
    private int _next;

    [Params(RuleShape.SharedKeys, RuleShape.OnlyRegex, RuleShape.OnlyNot, RuleShape.OwnHeaders)]
    public RuleShape Shape { get; set; }

    [Params(1_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _matchers = RuleSamples.Rules(Shape, Rules);
        _requests = RuleSamples.Requests(Shape, Rules);
        _index = RuleIndex.Build(_matchers);
    }

    [Benchmark]
    public int Index() => _index.FindFirst(new MessageView(Next()));

    [Benchmark(Baseline = true)]
    public int PlainScan()
    {
        var view = new MessageView(Next());
        for (var i = 0; i < _matchers.Length; i++)
        {
            if (_matchers[i].Matches(in view))
                return i;
        }

        return -1;
    }

    private HttpRequestMessage Next() => _requests[_next++ & (_requests.Length - 1)];
}
