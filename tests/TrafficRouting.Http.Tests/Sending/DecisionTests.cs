namespace TrafficRouting.Http.Tests.Sending;

public sealed class DecisionTests : IDisposable
{
    private static readonly Uri V1 = new("http://v1/");
    private static readonly Uri V2 = new("http://v2/");

    private readonly StubHandler _primary = new();

    public void Dispose() => _primary.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retry_OfTheSameMessage_DoesNotDrawAgain()
    {
        await SendAsync(Routing.Between(V1, V2), attempts: 3);

        Assert.Single(_primary.Uris.Distinct());
    }

    [Fact]
    public async Task Retry_EveryAttempt_DrawsEachTime()
    {
        await SendAsync(Routing.Between(V1, V2, r => r.DecideOn = DecisionScope.EveryAttempt), attempts: 2);

        Assert.Equal(2, _primary.Uris.Distinct().Count());
    }

    [Fact]
    public async Task Retry_WithHeaderAdditions_AddsThemOnce()
    {
        var values = new List<int>();
        var options = Routing.To(V1, r => r.RequestHeaders = new() { Add = { ["x-a"] = "1" } });
        using var primary = new StubHandler(request =>
        {
            values.Add(request.Headers.GetValues("x-a").Count());
            throw new HttpRequestException("refused");
        });
        using var invoker = new HttpMessageInvoker(new RetryHandler(3) { InnerHandler = options.Handler(primary) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");

        await Assert.ThrowsAsync<HttpRequestException>(() => invoker.SendAsync(request, Token));

        Assert.Equal([1, 1, 1], values);
    }

    [Fact]
    public async Task Retry_AfterItsBackendLeftTheRoute_DecidesAnew()
    {
        var router = new TrafficRouter(Routing.To(V1));
        var moved = Routing.To(V2);
        moved.Services["reviews"].Routes["all"].Weights.Clear();
        moved.Services["reviews"].Routes["all"].Weights["v2"] = 1;
        moved.Backends["v2"] = new() { Address = "http://v2" };
        await SendAsync(router, attempts: 2, _ => router.Update(moved));

        Assert.Equal(["v1", "v2"], _primary.Uris.Select(u => u.Host));
    }

    [Fact]
    public async Task Retry_AfterItsBackendWasTakenToZero_GoesToAnother()
    {
        var router = new TrafficRouter(Routing.To(V1));
        await SendAsync(router, attempts: 2, _ => router.Update(Routing.Between(V1, V2, route => route.Weights["v1"] = 0)));

        Assert.Equal(["v1", "v2"], _primary.Uris.Select(u => u.Host));
    }

    [Fact]
    public async Task Retry_AfterItsBackendMoved_KeepsTheBackendAtItsNewAddress()
    {
        var router = new TrafficRouter(Routing.Between(V1, V2));
        await SendAsync(router, attempts: 2, _ => router.Update(Routing.Between(new("http://v1-moved/"), new("http://v2-moved/"))));

        Assert.Equal(_primary.Uris[0].Host + "-moved", _primary.Uris[1].Host);
    }

    [Fact]
    public async Task Retry_ToAnotherUri_FollowsTheRouteOfThatUri()
    {
        var options = Routing.To(V1);
        options.Backends["other"] = new() { Address = "http://other" };
        options.Services["ratings"] = new() { Hosts = { "ratings" }, Routes = { ["all"] = new() { Weights = { ["other"] = 1 } } } };
        await SendAsync(new TrafficRouter(options), attempts: 2, r => r.RequestUri = new("http://ratings/"));

        Assert.Equal(["v1", "other"], _primary.Uris.Select(u => u.Host));
    }

    [Fact]
    public async Task GetRouteDecision_AfterSending_NamesRouteAndBackend()
    {
        using var client = Routing.To(V1).Client(_primary);

        using var response = await client.GetAsync("http://reviews/a", Token);

        var decision = response.RequestMessage!.GetRouteDecision()!;
        Assert.Equal(("reviews", "all", "v1"), (decision.Service.Name, decision.Route!.Name, decision.Backend!.Name));
    }

    [Theory]
    [InlineData("v2")]
    [InlineData("V2")]
    public async Task SetBackend_OfAParkedCanary_SendsThere(string name)
    {
        using var client = Routing.Between(V1, V2, r => r.Weights["v2"] = 0).Client(_primary);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        request.SetBackend(name);

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("v2", Assert.Single(_primary.Uris).Host);
        Assert.Equal("v2", request.GetRouteDecision()!.Backend!.Name);
    }

    [Fact]
    public async Task SetBackend_TakenBackBeforeARetry_LeavesTheChoiceToTheRouteAgain()
    {
        var observed = new List<(string? Backend, bool IsFirst)>();
        var router = new TrafficRouter(Routing.Between(V1, V2, r => r.Weights["v2"] = 0));
        var routing = new TrafficRoutingHandler(router, observers: new Observer(e => observed.Add((e.Decision.Backend?.Name, e.IsFirstAttempt)))) { InnerHandler = _primary };
        using var client = new HttpClient(new RetryHandler(2)
        {
            BetweenAttempts = r =>
            {
                r.SetBackend(null);
                Assert.Null(r.GetRouteDecision());
            },
            InnerHandler = routing,
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        request.SetBackend("v2");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal([("v2", true), ("v1", false)], observed);
    }

    [Fact]
    public async Task SetBackend_TakenBackThoughNeverSet_KeepsTheDecision()
    {
        await SendAsync(new TrafficRouter(Routing.Between(V1, V2)), attempts: 3, r => r.SetBackend(null));

        Assert.Single(_primary.Uris.Distinct());
    }

    [Fact]
    public async Task SetBackend_OfAnUnknownName_SaysWhichThereAre()
    {
        using var client = Routing.Between(V1, V2).Client(_primary);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        request.SetBackend("v3");

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => client.SendAsync(request, Token));

        Assert.Contains("'v3'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("v1, v2", thrown.Message, StringComparison.Ordinal);
        Assert.Empty(_primary.Uris);
    }

    [Fact]
    public async Task Endpoints_OfABackend_TakeTurnsAlsoBetweenRetries()
    {
        var options = Routing.To(V1, backend: b =>
        {
            b.Address = null;
            b.Endpoints["a"] = new() { Address = "http://a" };
            b.Endpoints["b"] = new() { Address = "http://b" };
        });

        await SendAsync(options, attempts: 4);

        Assert.Equal(2, _primary.Uris.Count(u => u.Host == "a"));
        Assert.Equal(2, _primary.Uris.Count(u => u.Host == "b"));
    }

    [Fact]
    public void Explain_OfARequest_NamesTheRoute()
    {
        var router = new TrafficRouter(Routing.To(V1));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");

        Assert.Equal("all", router.Explain(request).Route!.Name);
        using var relative = new HttpRequestMessage(HttpMethod.Get, "/reviews/1");
        Assert.StartsWith("The request names no host. Give it an absolute URI", router.Explain(relative).ToString(), StringComparison.Ordinal);
    }

    private sealed class Observer(Action<RoutedAttempt> observe) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => observe(attempt);
    }

    private Task SendAsync(TrafficRoutingOptions options, int attempts) => SendAsync(new TrafficRouter(options), attempts);

    private async Task SendAsync(TrafficRouter router, int attempts, Action<HttpRequestMessage>? between = null)
    {
        var routing = new TrafficRoutingHandler(router) { InnerHandler = _primary };
        using var client = new HttpClient(new RetryHandler(attempts) { BetweenAttempts = between, InnerHandler = routing });
        using var response = await client.GetAsync("http://reviews/", Token);
    }
}
