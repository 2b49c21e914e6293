using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using TrafficRouting.Benchmarks.Goals;

namespace TrafficRouting.Benchmarks.Matching;

/// <summary>Which of many rules takes a request, the reading of the request included.</summary>
[MemoryDiagnoser]
[Goal("goal 4: 10,000 rules / 10", Of = nameof(Index), Where = "Shape=Tenants, Rules=10000", Per = nameof(Index), PerWhere = "Shape=Tenants, Rules=10", AtMost = 1.5)]
[Goal("goal 4: 10,000 rules / 10", Of = nameof(Index), Where = "Shape=Paths, Rules=10000", Per = nameof(Index), PerWhere = "Shape=Paths, Rules=10", AtMost = 1.5)]
[Goal("goal 4: 10,000 rules / 10", Of = nameof(Index), Where = "Shape=Mixed, Rules=10000", Per = nameof(Index), PerWhere = "Shape=Mixed, Rules=10", AtMost = 1.5)]
[Goal("goal 4: small table / plain scan", Of = nameof(Index), Where = "Shape=Tenants, Rules=3", Per = nameof(PlainScan), AtMost = 1.1)]
[Goal("goal 4: small table / plain scan", Of = nameof(Index), Where = "Shape=Paths, Rules=3", Per = nameof(PlainScan), AtMost = 1.1)]
[Goal("goal 4: small table / plain scan", Of = nameof(Index), Where = "Shape=Mixed, Rules=3", Per = nameof(PlainScan), AtMost = 1.1)]
[Goal("goal 4: small table / plain scan", Of = nameof(Index), Where = "Shape=Tenants, Rules=10", Per = nameof(PlainScan), AtMost = 1.1)]
[Goal("goal 4: small table / plain scan", Of = nameof(Index), Where = "Shape=Paths, Rules=10", Per = nameof(PlainScan), AtMost = 1.1)]
[Goal("goal 4: small table / plain scan", Of = nameof(Index), Where = "Shape=Mixed, Rules=10", Per = nameof(PlainScan), AtMost = 1.1)]
[Goal("goal 4: bytes", Of = nameof(Index), Bytes = 0)]
public class RuleDecisionBenchmarks
{
    private RequestMatcher[] _matchers = [];
    private HttpRequestMessage[] _requests = [];
    private HttpContext[] _contexts = [];
    private RuleIndex _index = null!;
    private HeaderPolicy _policy = null!;
    private int _next;

    [Params(RuleShape.Tenants, RuleShape.Paths, RuleShape.Mixed)]
    public RuleShape Shape { get; set; }

    [Params(3, 10, 100, 1_000, 10_000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _matchers = RuleSamples.Rules(Shape, Rules);
        _requests = RuleSamples.Requests(Shape, Rules);
        _index = RuleIndex.Build(_matchers);
        _policy = new HeaderPolicy([.. Enumerable.Range(0, Rules).Select(i => ("x-tenant", new[] { $"tenant-{i}" }))]);
        _contexts = Array.ConvertAll(_requests, HttpContext (request) =>
        {
            var context = new DefaultHttpContext();
            foreach (var header in request.Headers)
                context.Request.Headers[header.Key] = header.Value.ToArray();
            return context;
        });
    }

    [Benchmark]
    public int Index() => _index.FindFirst(new MessageView(Next(_requests)));

    /// <summary>The same matchers tried in order.</summary>
    [Benchmark(Baseline = true)]
    public int PlainScan()
    {
        var view = new MessageView(Next(_requests));
        for (var i = 0; i < _matchers.Length; i++)
        {
            if (_matchers[i].Matches(in view))
                return i;
        }

        return -1;
    }

    /// <summary>A proxy's header policy over the tenant header alone.</summary>
    [Benchmark]
    public int ProxyHeaderPolicy() => _policy.FindFirst(Next(_contexts));

    private T Next<T>(T[] items) => items[_next++ & (items.Length - 1)];
}
