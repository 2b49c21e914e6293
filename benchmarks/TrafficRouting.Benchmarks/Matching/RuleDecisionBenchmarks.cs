using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using TrafficRouting.Matching;

namespace TrafficRouting.Benchmarks.Matching;

/// <summary>Which of many rules takes a request, the reading of the request included.</summary>
[MemoryDiagnoser]
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
