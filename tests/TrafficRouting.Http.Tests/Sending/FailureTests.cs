using System.Net;
using System.Net.Sockets;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Sending;

/// <summary>Which failures count against a backend, and which are sent again.</summary>
public sealed class FailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<Exception>, bool, bool> Failures => new()
    {
        { "no connection", () => new HttpRequestException(HttpRequestError.ConnectionError), true, true },
        { "no name", () => new HttpRequestException(HttpRequestError.NameResolutionError), true, true },
        { "no TLS", () => new HttpRequestException(HttpRequestError.SecureConnectionError), true, true },
        { "no tunnel", () => new HttpRequestException(HttpRequestError.ProxyTunnelError), true, true },
        { "response ended", () => new HttpRequestException(HttpRequestError.ResponseEnded), true, true },
        { "no response", () => new HttpRequestException(HttpRequestError.InvalidResponse), true, true },
        { "protocol", () => new HttpRequestException(HttpRequestError.HttpProtocolError), true, true },
        { "socket", () => new HttpRequestException("write", new IOException("write", new SocketException(104))), true, true },
        { "own", () => new HttpRequestException("plain"), true, true },
        { "too many headers", () => new HttpRequestException(HttpRequestError.ConfigurationLimitExceeded), false, false },
        { "version", () => new HttpRequestException(HttpRequestError.VersionNegotiationError), false, false },
        { "authentication", () => new HttpRequestException(HttpRequestError.UserAuthenticationError), false, false },
        { "misuse", () => new HttpRequestException("misuse", new InvalidOperationException("misuse")), false, false },
        { "handler", () => new InvalidOperationException("a handler inside"), false, false },
        { "answer to a handler", () => new HttpRequestException("no token", inner: null, HttpStatusCode.Unauthorized), false, false },
        { "open circuit", () => new BrokenCircuitException(), true, true },
        { "isolated circuit", () => new IsolatedCircuitException(), true, true },
        { "timeout inside", () => new TimeoutRejectedException(), true, false },
        { "timeout of a handler", () => new TimeoutException(), true, false },
        { "canceled inside", () => new TaskCanceledException("inside"), true, false },
        { "connect timeout", () => new TaskCanceledException("connect", new TimeoutException("connect")), true, true },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Send_Fails_CountsAgainstTheBackendAndIsSentAgainByItsCause(string name, Func<Exception> failure, bool counts, bool isSentAgain)
    {
        var sent = 0;
        var router = Router(new() { Failover = new(), Selection = SelectionNames.RoundRobin });
        using var client = new HttpClient(new TrafficRoutingHandler(router) { InnerHandler = new StubHandler(_ => ++sent == 1 ? throw failure() : new(HttpStatusCode.OK)) });
        var threw = false;
        try
        {
            (await client.GetAsync("http://reviews/", Token)).Dispose();
        }
        catch (Exception exception) when (exception.GetType() == failure().GetType())
        {
            threw = true;
        }

        Assert.Equal((name, isSentAgain, isSentAgain ? 2 : 1), (name, !threw, sent));
        Assert.Equal(counts ? 1 : 2, Healthy(router));
    }

    [Fact]
    public async Task Send_BodyOfTheCallerCannotBeRead_CountsForNothing()
    {
        await using var server = await BackendServer.StartAsync();
        var router = Router(new(), server.Address);
        using var client = new HttpClient(new TrafficRoutingHandler(router) { InnerHandler = new SocketsHttpHandler() });

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PutAsync("http://reviews/", new StreamContent(new BrokenStream()), Token));

        Assert.Equal(2, Healthy(router));
    }

    [Theory]
    [InlineData("connection", true)]
    [InlineData("within", true)]
    [InlineData("socket", true)]
    [InlineData("body", false)]
    public async Task Send_BodyReadFromElsewhereFails_CountsWhereTheConnectionIsNamed(string failure, bool counts)
    {
        var router = Router(new());
        using var client = new HttpClient(new TrafficRoutingHandler(router)
        {
            InnerHandler = new StubHandler(_ => throw failure switch
            {
                "connection" => new HttpIOException(HttpRequestError.ResponseEnded),
                "within" => new HttpRequestException("sent", new HttpIOException(HttpRequestError.Unknown)),
                "socket" => new HttpRequestException("sent", new IOException("sent", new SocketException(104))),
                _ => new HttpRequestException("read", new IOException("read")),
            }),
        });

        await Assert.ThrowsAnyAsync<Exception>(() => client.PutAsync("http://reviews/", new StreamContent(new MemoryStream([1])), Token));

        Assert.Equal(counts ? 1 : 2, Healthy(router));
    }

    [Fact]
    public async Task Send_NoConnectionInTime_IsAConnectionThatFailed()
    {
        await using var good = await BackendServer.StartAsync("good");
        var first = true;
        var router = Router(new() { Failover = new() { On = { "ConnectFailure" } }, Selection = SelectionNames.RoundRobin }, good.Address);
        using var client = new HttpClient(new TrafficRoutingHandler(router)
        {
            InnerHandler = new SocketsHttpHandler
            {
                // Enough for the second connection on a machine that has other work to do.
                ConnectTimeout = TimeSpan.FromSeconds(2),
                ConnectCallback = async (context, token) =>
                {
                    if (first)
                    {
                        first = false;
                        await Task.Delay(Timeout.Infinite, token);
                    }

                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(context.DnsEndPoint, token);
                    return new NetworkStream(socket, ownsSocket: true);
                },
            },
        });

        Assert.Equal("good", await client.GetStringAsync("http://reviews/", Token));
        Assert.Equal(1, Healthy(router));
    }

    [Theory]
    [InlineData("502-504", false)]
    [InlineData("Timeout", true)]
    public async Task Send_TimeoutWithAStatus_IsSentAgainForTimeoutsAlone(string cause, bool isSentAgain)
    {
        var sent = 0;
        var route = new RouteOptions { Failover = new() { On = { cause } }, Timeout = TimeSpan.FromMilliseconds(30), TimeoutStatus = 504 };
        var router = Router(route);
        using var client = new HttpClient(new TrafficRoutingHandler(router) { InnerHandler = new HangingHandler(() => sent++) });

        using var response = await client.GetAsync("http://reviews/", Token);

        Assert.Equal((HttpStatusCode.GatewayTimeout, isSentAgain ? 2 : 1), (response.StatusCode, sent));
        // It counts against the backend, too; where all are ejected, all are taken.
        Assert.Equal(isSentAgain ? 2 : 1, Healthy(router));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_CallerGivesUp_CountsForNothing(bool isObserved)
    {
        var router = Router(new());
        using var caller = new CancellationTokenSource();
        IRoutingObserver[] observers = isObserved ? [new Observer()] : [];
        using var client = new HttpClient(new TrafficRoutingHandler(router, observers: observers) { InnerHandler = new HangingHandler(caller.Cancel) });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetAsync("http://reviews/", caller.Token));

        Assert.Equal(2, Healthy(router));
    }

    [Fact]
    public async Task Explain_OfARouteWithAnEjectedBackend_SaysSo()
    {
        var router = Router(new() { Selection = SelectionNames.RoundRobin });
        using var client = new HttpClient(new TrafficRoutingHandler(router) { InnerHandler = new StubHandler(r => r.RequestUri!.Host == "a" ? throw new HttpRequestException(HttpRequestError.ConnectionError) : new(HttpStatusCode.OK)) });
        for (var i = 0; i < 2; i++)
            await Record.ExceptionAsync(() => client.GetAsync("http://reviews/", Token));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/");

        Assert.Equal("reviews/all -> b (round robin: a 50 % ejected, b 50 %)", router.Explain(request).ToString());
    }

    // One failure ejects, for good as far as a test is concerned.
    private static TrafficRouter Router(RouteOptions route, Uri? address = null)
    {
        var options = new TrafficRoutingOptions { Services = { ["reviews"] = new() { Hosts = { "reviews" }, Routes = { ["all"] = route } } } };
        foreach (var name in (string[])["a", "b"])
        {
            route.Weights[name] = 1;
            options.Backends[name] = new() { Address = (address ?? new Uri($"http://{name}")).ToString(), Health = new() { ConsecutiveFailures = 1 } };
        }

        return new(options);
    }

    private static int Healthy(TrafficRouter router) => Enumerable.Range(0, 50).Select(_ => router.Decide(new TestRequest("GET", "http://reviews/"))!.Backend!.Name).Distinct(StringComparer.Ordinal).Count();

    // By the names of Polly's.
    private sealed class BrokenCircuitException : Exception;

    private sealed class IsolatedCircuitException : Exception;

    private sealed class TimeoutRejectedException : Exception;

    private sealed class Observer : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt)
        {
        }
    }

    private sealed class HangingHandler(Action sent) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            sent();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It waits until it is canceled.");
        }
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => throw new IOException("The file is gone.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The file is gone.");
    }
}
