using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http.Tests.Telemetry;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

[Collection(SpanListeners.Alone)]
public class MirrorTelemetryTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Activity_PerCopy_IsANewRootLinkedToThePrimary()
    {
        var seen = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == TrafficRoutingDefaults.TelemetryName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(primary.Address, [server.Address]);
        using var caller = new Activity("caller").Start();

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        var route = Assert.Single(seen, a => a.ParentSpanId == caller.SpanId);
        var mirror = Assert.Single(seen, a => a.Links.Any(l => l.Context.SpanId == route.SpanId));
        Assert.Equal("mirror m1", mirror.DisplayName);
        Assert.Equal((default, null), (mirror.ParentSpanId, mirror.Parent));
        Assert.NotEqual(caller.TraceId, mirror.TraceId);
        Assert.Equal(("m1", 200), (mirror.GetTagItem("traffic_routing.backend"), mirror.GetTagItem("http.response.status_code")));
        Assert.Contains(caller.TraceId.ToString(), primary.Requests.Single().Header("traceparent"), StringComparison.Ordinal);
        Assert.Contains(mirror.TraceId.ToString(), server.Requests.Single().Header("traceparent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Workers_StartedByARequest_DoNotKeepItsAsyncLocals()
    {
        var seen = new ConcurrentQueue<string?>();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address],
            services: s => s.AddHttpClient(TrafficRoutingDefaults.MirrorClientName).AddHttpMessageHandler(() => new Peek(seen)));
        Ambient.Value = "the caller's";

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Null(Assert.Single(seen));
    }

    [Fact]
    public async Task Gauges_WhileCopiesWait_TellItemsAndBytes()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", gate.Hold);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => o.Concurrency = 1);
        for (var i = 0; i < 3; i++)
        {
            using var content = new ByteArrayContent(new byte[1_000]);
            (await harness.Client.PostAsync("/", content, Token)).Dispose();
        }

        await gate.Arrived();

        Assert.Equal(2, harness.Outcomes.Observe("traffic_routing.mirror.queue.length"));
        Assert.InRange(harness.Outcomes.Observe("traffic_routing.mirror.queue.bytes"), 3 * (1_000 + 1_024), 3 * (1_024 + 1_500));
        gate.Open();
        await harness.SettleAsync(3);
        Assert.Equal((0, 0), (harness.Outcomes.Observe("traffic_routing.mirror.queue.length"), harness.Outcomes.Observe("traffic_routing.mirror.queue.bytes")));
    }

    [Fact]
    public async Task Duration_PerCopy_IsRecordedWithItsOutcome()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var harness = new MirrorHarness(primary.Address, [MirroringTest.Refusing()]);

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal("failed 1", harness.Outcomes.Durations("m1"));
    }

    [Fact]
    public async Task Workers_ListenerOfTheApplicationThrowing_GoOn()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == TrafficRoutingDefaults.TelemetryName,
            Sample = (ref o) => o.Name == "mirror m1" && o.Links?.Any(l => l.Context.TraceState == "throw=1") == true
                ? throw new InvalidOperationException("A listener's own trouble.")
                : ActivitySamplingResult.None,
        };
        ActivitySource.AddActivityListener(listener);
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => o.Concurrency = 1);
        using (var caller = new Activity("caller") { TraceStateString = "throw=1" }.Start())
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(1);
        }

        (await harness.Client.GetAsync("/", Token)).Dispose();

        await harness.SettleAsync(2);
        Assert.Equal("sent 2", harness.Outcomes.Of("m1"));
    }

    private sealed class Peek(ConcurrentQueue<string?> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Enqueue(Ambient.Value);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
