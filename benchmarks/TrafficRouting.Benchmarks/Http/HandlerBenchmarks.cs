using BenchmarkDotNet.Attributes;
using TrafficRouting.Benchmarks.Goals;
using TrafficRouting.Http;

namespace TrafficRouting.Benchmarks.Http;

/// <summary>A whole HttpClient call with a stub primary: what a 95/5 split adds to a handler that only hands on.</summary>
[MemoryDiagnoser]
[Goal("goal 5: split of a URI seen before / hand on and keep a decision", Of = nameof(SplitSeenBefore), Per = nameof(HandOnAndKeep), AtMost = 1.05)]
[Goal("goal 5: split of a URI with a query / hand on and keep a decision", Of = nameof(SplitWithQuery), Per = nameof(HandOnAndKeepWithQuery), AtMost = 1.4)]
public class HandlerBenchmarks
{
    private const string Seen = "http://reviews/api/products/42";
    private const string WithQuery = "http://reviews/api/products/42?page=1";

    private static readonly (Uri Address, int Weight)[] Backends = [(new("http://10.0.0.1:9080"), 95), (new("http://10.0.0.2:9080"), 5)];

    private readonly HttpClient _handOn = Client(new PassThroughHandler(keeping: false));
    private readonly HttpClient _keep = Client(new PassThroughHandler(keeping: true));
    private readonly HttpClient _routed = Client(new TrafficRoutingHandler(Router()));
    private readonly HttpClient _handWritten = Client(new UriBuilderHandler(Backends));
    private readonly HttpClient _groups = Client(new WeightedGroupsHandler(Backends));

    [Benchmark(Baseline = true)]
    public Task<HttpResponseMessage> HandOn() => Send(_handOn, Seen);

    [Benchmark]
    public Task<HttpResponseMessage> HandOnAndKeep() => Send(_keep, Seen);

    [Benchmark]
    public Task<HttpResponseMessage> HandOnAndKeepWithQuery() => Send(_keep, WithQuery);

    [Benchmark]
    public Task<HttpResponseMessage> NotRouted() => Send(_routed, "http://elsewhere/api/products/42");

    [Benchmark]
    public Task<HttpResponseMessage> SplitSeenBefore() => Send(_routed, Seen);

    [Benchmark]
    public Task<HttpResponseMessage> SplitWithQuery() => Send(_routed, WithQuery);

    [Benchmark]
    public Task<HttpResponseMessage> HandWrittenSplit() => Send(_handWritten, Seen);

    [Benchmark]
    public Task<HttpResponseMessage> WeightedGroupsSplit() => Send(_groups, Seen);

    private static Task<HttpResponseMessage> Send(HttpClient client, string uri) =>
        client.SendAsync(new HttpRequestMessage(HttpMethod.Get, uri) { Headers = { { "x-user", "jason" } } }, HttpCompletionOption.ResponseHeadersRead);

    private static HttpClient Client(DelegatingHandler handler)
    {
        handler.InnerHandler = new StubPrimary();
        return new(handler);
    }

    private static TrafficRouter Router()
    {
        var options = new TrafficRoutingOptions();
        options.Backends["v1"] = new() { Address = "http://10.0.0.1:9080" };
        options.Backends["v2"] = new() { Address = "http://10.0.0.2:9080" };
        options.Services["reviews"] = new()
        {
            Hosts = { "reviews" },
            Routes = { ["all"] = new() { Weights = { ["v1"] = 95, ["v2"] = 5 } } },
        };
        return new(options);
    }
}
