using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>What callers do to their own requests, and what handlers around do to them.</summary>
public class MirrorCallerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Caller_Cancels_GetsItsCancellationAndTheCopyIsStillSent()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1", gate.Hold);
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(primary.Address, [server.Address]);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var content = new ByteArrayContent([1, 2, 3]);
        var call = harness.Client.PostAsync("/", content, cancel.Token);
        await gate.Arrived();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await harness.SettleAsync(1);
        Assert.Equal([1, 2, 3], server.Requests.Single().Body);
    }

    [Fact]
    public async Task Caller_TimesOut_GetsHttpClientsOwnTimeoutAndTheCopyIsStillSent()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1", gate.Hold);
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address], services: s => s.AddHttpClient("orders", c => c.Timeout = TimeSpan.FromMilliseconds(200)));

        var failure = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.Client.GetAsync("/", Token));

        Assert.IsType<TimeoutException>(failure.InnerException);
        await harness.SettleAsync(1);
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Primary_Refusing_FailsAsItWouldAndTheCopyIsStillSent()
    {
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(MirroringTest.Refusing(), [server.Address]);

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => harness.Client.GetAsync("/", Token));

        Assert.Equal(HttpRequestError.ConnectionError, failure.HttpRequestError);
        await harness.SettleAsync(1);
        Assert.Equal(1, server.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Caller_Retries_IsMirroredOnce(bool redraw)
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address],
            routing: o => o.Services["orders"].Routes["default"].DecideOn = redraw ? DecisionScope.EveryAttempt : DecisionScope.InitialAttempt,
            services: s => s.Configure<Microsoft.Extensions.Http.HttpClientFactoryOptions>(
                "orders", o => o.HttpMessageHandlerBuilderActions.Insert(0, b => b.AdditionalHandlers.Insert(0, new RetryHandler(3)))));

        (await harness.Client.GetAsync("/", Token)).Dispose();

        await harness.SettleAsync(1);
        Assert.Equal((3, 1), (primary.Count, server.Count));
    }

    [Fact]
    public async Task Caller_RetriesAfterAnInjectedFault_IsMirroredOnce()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address],
            routing: o => o.Services["orders"].Routes["default"].Fault = new() { Abort = new() { Percentage = 100, Status = 503 } });
        using var invoker = new HttpMessageInvoker(
            harness.Services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("orders"), disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://orders/");
        (await invoker.SendAsync(request, Token)).Dispose();

        var options = harness.Services.GetRequiredService<IOptions<TrafficRoutingOptions>>().Value;
        options.Services["orders"].Routes["default"].Fault = null;
        harness.Services.GetRequiredService<TrafficRouter>().Update(options);
        (await invoker.SendAsync(request, Token)).Dispose();
        (await invoker.SendAsync(request, Token)).Dispose();

        await harness.SettleAsync(1);
        Assert.Equal((2, 1), (primary.Count, server.Count));
    }

    [Fact]
    public async Task Route_AnsweringItself_IsNotMirrored()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address],
            routing: o => o.Services["orders"].Routes["default"].Fault = new() { Abort = new() { Percentage = 100, Status = 503 } });

        using var response = await harness.Client.GetAsync("/", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        await harness.SettleAsync(0);
        Assert.Equal(0, server.Count);
    }

    [Fact]
    public async Task Stream_BrokenHalfWay_FailsThePrimaryAsItWouldAndIsNotMirrored()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(primary.Address, [server.Address]);
        using var content = new StreamContent(new OneWayStream(new byte[10_000], chunk: 100, failAt: 5_000));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => harness.Client.PostAsync("/", content, Token));

        Assert.Equal("The caller's stream broke.", failure.InnerException!.Message);
        await harness.SettleAsync(1);
        Assert.Equal("copy_failed 1", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task Handlers_Rotating_AreAskedForAnewByEachCopy()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        var rotating = new RotatingFactory();
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address], services: s => s.AddSingleton<IHttpMessageHandlerFactory>(rotating));

        for (var i = 0; i < 10; i++)
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(i + 1);
        }

        Assert.Equal("sent 10", harness.Outcomes.Of("m1"));
        Assert.InRange(rotating.Created, 10, 11);
    }

    private sealed class RotatingFactory : IHttpMessageHandlerFactory
    {
        private int _created;

        public int Created => _created;

        public HttpMessageHandler CreateHandler(string name)
        {
            Interlocked.Increment(ref _created);
            return new SocketsHttpHandler();
        }
    }
}
