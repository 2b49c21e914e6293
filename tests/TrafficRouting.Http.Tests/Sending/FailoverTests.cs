using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>Real servers that refuse, reset, hang, answer 503 and flap.</summary>
public sealed partial class FailoverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults => ["refuse", "reset", "hang", "503"];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Send_FirstBackendFails_AnotherAnswersTheSameCall(string fault)
    {
        await using var bad = await BackendServer.StartAsync(handler: context => FailAsync(context, fault));
        await using var good = await BackendServer.StartAsync("good");
        var observer = new Observer();
        using var client = Client(Options(fault == "refuse" ? Refusing() : bad.Address, good.Address, route =>
        {
            // Of each attempt, that of the good backend too.
            route.Timeout = TimeSpan.FromSeconds(fault == "hang" ? 3 : 60);
            route.Failover!.On.Add("ConnectFailure");
            route.Failover.On.Add("Reset");
            route.Failover.On.Add("Timeout");
            route.Failover.On.Add("503");
            route.RequestHeaders = new() { Add = { ["x-added"] = "once" } };
        }), observer);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a?b=c");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal("good", await response.Content.ReadAsStringAsync(Token));
        var received = Assert.Single(good.Requests);
        Assert.Equal("/a?b=c", received.Target);
        Assert.Equal("once", received.Headers["x-added"]);
        Assert.Equal("http://reviews/a?b=c", request.RequestUri!.OriginalString);
        Assert.False(request.Headers.Contains("x-added"));
        Assert.Equal(1, response.RequestMessage!.GetFailoverCount());
        Assert.Equal("b", response.RequestMessage!.GetRouteDecision()!.Backend!.Name);
        Assert.Equal([("a", true, false), ("b", false, true)], observer.Attempts);
    }

    [Fact]
    public void SendSynchronously_FirstBackendRefuses_AnotherAnswers()
    {
        using var client = new HttpClient(new TrafficRoutingHandler(Router(Options(Refusing(), new("http://good"), _ => { })))
        {
            InnerHandler = new StubHandler(request => request.RequestUri!.Host == "good" ? new() { RequestMessage = request } : throw new HttpRequestException(HttpRequestError.ConnectionError)),
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");
        using var response = client.Send(request, Token);
        Assert.Equal(1, request.GetFailoverCount());
    }

    [Theory]
    [InlineData("POST", false, 1)]
    [InlineData("PUT", false, 2)]
    [InlineData("PUT", true, 1)]
    public async Task Send_MethodAndBody_IsSentAgainOnlyWhereBothMayBe(string method, bool isStream, int sent)
    {
        await using var bad = await BackendServer.StartAsync(handler: context => FailAsync(context, "503"));
        await using var good = await BackendServer.StartAsync("good");
        using var client = Client(Options(bad.Address, good.Address, _ => { }));
        using var body = new MemoryStream([1, 2, 3]);
        using var request = new HttpRequestMessage(new(method), "http://reviews/") { Content = isStream ? new StreamContent(body) : new ByteArrayContent([1, 2, 3]) };

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(sent, bad.Count + good.Count);
        Assert.All(good.Requests, r => Assert.Equal([1, 2, 3], r.Body));
    }

    [Fact]
    public async Task Send_StreamAndNoConnection_IsSentAgain()
    {
        await using var good = await BackendServer.StartAsync("good");
        using var client = Client(Options(Refusing(), good.Address, _ => { }));
        using var body = new MemoryStream([1, 2, 3]);
        using var response = await client.PutAsync("http://reviews/", new StreamContent(body), Token);
        Assert.Equal([1, 2, 3], Assert.Single(good.Requests).Body);
    }

    [Fact]
    public async Task Send_AllBackendsFail_TheLastFailureReachesTheCaller()
    {
        using var client = Client(Options(Refusing(), Refusing(), r => r.Failover!.Attempts = 5));
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://reviews/", Token));
        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
    }

    [Fact]
    public async Task Send_ToSameBackend_TriesItsOtherEndpoint()
    {
        await using var good = await BackendServer.StartAsync("good");
        var options = Options(Refusing(), Refusing(), r => r.Failover!.To = FailoverTarget.SameBackend);
        options.Backends["a"] = new() { Endpoints = { ["one"] = new() { Address = Refusing().ToString() }, ["two"] = new() { Address = good.Address.ToString() } } };
        using var client = Client(options);
        for (var i = 0; i < 10; i++)
        {
            using var response = await client.GetAsync("http://reviews/", Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Send_EveryRequestFails_BudgetBoundsWhatIsSentAgain()
    {
        var sent = 0;
        var handler = new StubHandler(request =>
        {
            sent++;
            return new(HttpStatusCode.ServiceUnavailable) { RequestMessage = request };
        });
        using var client = new HttpClient(new TrafficRoutingHandler(Router(Options(new("http://a"), new("http://b"), r => r.Failover!.Budget = 0.1))) { InnerHandler = handler });
        for (var i = 0; i < 1_000; i++)
            (await client.GetAsync("http://reviews/", Token)).Dispose();
        Assert.Equal(1_100, sent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Send_EveryAttemptFails_IsSentAgainAsOftenAsConfigured(int attempts)
    {
        var handler = new StubHandler(request => new(HttpStatusCode.ServiceUnavailable) { RequestMessage = request });
        var options = Options(new("http://a"), new("http://b"), r => (r.Failover!.Attempts, r.Failover.To) = (attempts, FailoverTarget.SameBackend));
        using var client = new HttpClient(new TrafficRoutingHandler(Router(options)) { InnerHandler = handler });

        using var response = await client.GetAsync("http://reviews/", Token);
        using var synchronous = client.Send(new(HttpMethod.Get, "http://reviews/"), Token);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (response.StatusCode, synchronous.StatusCode));
        Assert.Equal(2 * (1 + attempts), handler.Uris.Count);
    }

    [Fact]
    public async Task Send_FollowedToAnotherPlaceThatFails_IsNotSentAgain()
    {
        var handler = new StubHandler(request =>
        {
            request.RequestUri = new("http://elsewhere/");
            return new(HttpStatusCode.ServiceUnavailable) { RequestMessage = request };
        });
        using var client = new HttpClient(new TrafficRoutingHandler(Router(Options(new("http://a"), new("http://b"), r => r.Failover!.To = FailoverTarget.SameBackend))) { InnerHandler = handler });

        using var response = await client.GetAsync("http://reviews/", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(handler.Uris);
    }

    // The first attempt goes to a: everything does, until it is ejected.
    private static TrafficRoutingOptions Options(Uri a, Uri b, Action<RouteOptions> configure)
    {
        var route = new RouteOptions { Weights = { ["a"] = 1, ["b"] = 1 }, Failover = new(), Selection = "FirstA" };
        configure(route);
        if (route.Weights["b"] > 1)
            route.Selection = SelectionNames.Random;
        return new()
        {
            Backends = { ["a"] = new() { Address = a.ToString() }, ["b"] = new() { Address = b.ToString() } },
            Services = { ["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = route } } },
        };
    }

    private static HttpClient Client(TrafficRoutingOptions options, params IRoutingObserver[] observers) => new(
        new TrafficRoutingHandler(Router(options), observers: observers) { InnerHandler = new SocketsHttpHandler() });

    private static TrafficRouter Router(TrafficRoutingOptions options) =>
        new(options, selectionPolicies: [KeyValuePair.Create<string, SelectionPolicyFactory>("FirstA", new FirstFactory())]);

    private static Uri Refusing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://{listener.LocalEndpoint}");
    }

    private static async Task FailAsync(HttpContext context, string fault)
    {
        if (fault == "503")
            context.Response.StatusCode = 503;
        else if (fault == "reset")
            context.Abort();
        else
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private sealed class Observer : IRoutingObserver
    {
        public List<(string Backend, bool IsFirst, bool IsFailover)> Attempts { get; } = [];

        public void OnCompleted(in RoutedAttempt attempt) => Attempts.Add((attempt.Decision.Backend!.Name, attempt.IsFirstAttempt, attempt.IsFailover));
    }

    private sealed class FirstFactory : SelectionPolicyFactory
    {
        public override SelectionPolicy Create(IReadOnlyList<string> names, IReadOnlyList<int> weights) => new First([.. weights]);
    }

    private sealed class First(int[] weights) : SelectionPolicy(weights.Length)
    {
        public override int Select(RandomSource random, ReadOnlySpan<char> key) => Array.FindIndex(weights, w => w > 0);
    }
}
