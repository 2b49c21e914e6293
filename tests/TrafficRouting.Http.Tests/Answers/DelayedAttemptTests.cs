using TrafficRouting.Http.Tests.Mirroring;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Answers;

/// <summary>An attempt that the caller gives up while it is delayed on purpose.</summary>
public sealed class DelayedAttemptTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delay_GivenUpByTheCaller_IsReportedAndItsRetryMirrored(bool synchronous)
    {
        var time = new FakeClock();
        var observed = new List<RoutedAttempt>();
        await using var shadow = await BackendServer.StartAsync();
        await using var mirror = new TrafficMirror();
        var router = new TrafficRouter(Options(new() { Delay = new() { Duration = TimeSpan.FromSeconds(3) } }));
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(new TrafficRoutingHandler(router, time, mirror, new Observer(observed)) { InnerHandler = primary });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        using var caller = new CancellationTokenSource();

        var first = SendAsync(caller.Token);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        router.Update(Options(fault: null));
        (await SendAsync(TestContext.Current.CancellationToken)).Dispose();
        await mirror.WhenIdleAsync(TestContext.Current.CancellationToken);

        Assert.Equal([(true, true), (false, false)], observed.Select(o => (o.IsFirstAttempt, o.IsCallerCancellation)));
        Assert.Single(primary.Uris);
        Assert.Single(shadow.Requests);

        Task<HttpResponseMessage> SendAsync(CancellationToken token) => synchronous
            ? Task.Run(() => invoker.Send(request, token), CancellationToken.None)
            : invoker.SendAsync(request, token);

        TrafficRoutingOptions Options(FaultOptions? fault) =>
            Routing.To(new("http://v1"), r => (r.Mirrors["m"], r.Fault) = (new(), fault)).With("m", shadow.Address);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Delay_BeforeAnAbort_IsReportedOnceAndItsRetryMirrored(bool givenUp)
    {
        var time = new FakeClock();
        var observed = new List<RoutedAttempt>();
        await using var shadow = await BackendServer.StartAsync();
        await using var mirror = new TrafficMirror();
        var router = new TrafficRouter(Options(new() { Delay = new() { Duration = TimeSpan.FromSeconds(3) }, Abort = new() { Status = 503 } }));
        using var primary = new StubHandler();
        using var invoker = new HttpMessageInvoker(new TrafficRoutingHandler(router, time, mirror, new Observer(observed)) { InnerHandler = primary });
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");
        using var caller = new CancellationTokenSource();

        var first = invoker.SendAsync(request, caller.Token);
        if (givenUp)
            await caller.CancelAsync();
        else
            time.Advance(TimeSpan.FromSeconds(3));
        await Task.WhenAny(first);
        router.Update(Options(fault: null));
        (await invoker.SendAsync(request, TestContext.Current.CancellationToken)).Dispose();
        await mirror.WhenIdleAsync(TestContext.Current.CancellationToken);

        Assert.Equal([(true, givenUp ? null : 503, false), (false, 200, true)], observed.Select(o => (o.IsFirstAttempt, o.StatusCode, o.IsSent)));
        Assert.Single(shadow.Requests);

        TrafficRoutingOptions Options(FaultOptions? fault) =>
            Routing.To(new("http://v1"), r => (r.Mirrors["m"], r.Fault) = (new(), fault)).With("m", shadow.Address);
    }

    private sealed class Observer(List<RoutedAttempt> observed) : IRoutingObserver
    {
        public void OnCompleted(in RoutedAttempt attempt) => observed.Add(attempt);
    }
}
