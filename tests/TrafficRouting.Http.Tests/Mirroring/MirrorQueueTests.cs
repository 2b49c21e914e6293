using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public partial class MirrorQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_FullByItems_DropsAndCountsTheRest()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", gate.Hold);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => (o.QueueCapacity, o.Concurrency) = (3, 1));
        await Get(harness);
        await gate.Arrived();

        for (var i = 0; i < 10; i++)
            await Get(harness);

        Assert.Equal(3L, harness.Mirror.Channels.Waiting);
        Assert.Equal("dropped 7", harness.Outcomes.Of("m1"));
        gate.Open();
        await harness.SettleAsync(11);
        Assert.Equal("dropped 7, sent 4", harness.Outcomes.Of("m1"));
        Assert.Equal(11, primary.Count);
    }

    [Fact]
    public async Task Queue_FullByBytes_DropsAndCountsTheRest()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", gate.Hold);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => o.QueueBytes = 3_000);
        await Post(harness, 60);
        await gate.Arrived();

        await Post(harness, 40);
        await gate.Arrived();
        await Post(harness, 60);

        Assert.InRange(harness.Mirror.Budget.Held, 2_048, 3_000);
        Assert.Equal("dropped 1", harness.Outcomes.Of("m1"));
        gate.Open();
        await harness.SettleAsync(3);
        Assert.Equal("dropped 1, sent 2", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task AfterPrimary_WhilePrimaryIsUnderWay_WaitsAndCountsAgainstTheQueue()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1", gate.Hold);
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => o.QueueCapacity = 1);
        var first = harness.Client.GetAsync("/first", Token);
        await gate.Arrived();
        Assert.Equal((1L, 0), (harness.Mirror.Channels.Waiting, server.Count));

        var second = harness.Client.GetAsync("/second", Token);
        await gate.Arrived();
        Assert.Equal("dropped 1", harness.Outcomes.Of("m1"));
        gate.Open();
        (await first).Dispose();
        (await second).Dispose();

        await harness.SettleAsync(2);
        Assert.Equal("/first", server.Requests.Single().Path);
    }

    [Fact]
    public async Task Immediately_WhilePrimaryIsUnderWay_IsSentAlready()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1", gate.Hold);
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => o.Dispatch = MirrorDispatch.Immediately);
        var call = harness.Client.GetAsync("/", Token);

        await harness.SettleAsync(1);

        Assert.False(call.IsCompleted);
        gate.Open();
        (await call).Dispose();
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Reload_LargerQueue_HoldsAtOnce()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", gate.Hold);
        TrafficRoutingOptions? options = null;
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address], o => (o.QueueCapacity, o.Concurrency) = (1, 1), routing: o => options = o);
        await Get(harness);
        await gate.Arrived();
        await Get(harness);
        await Get(harness);
        Assert.Equal("dropped 1", harness.Outcomes.Of("m1"));

        options!.Mirroring.QueueCapacity = 2;
        harness.Services.GetRequiredService<TrafficRouter>().Update(options);
        await Get(harness);

        Assert.Equal("dropped 1", harness.Outcomes.Of("m1"));
        gate.Open();
        await harness.SettleAsync(4);
    }

    [Fact]
    public async Task Mirror_Hanging_LeavesPlacesAndWorkersToTheOthers()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var hanging = await BackendServer.StartAsync("v2", gate.Hold);
        await using var alive = await BackendServer.StartAsync("v3");
        await using var harness = new MirrorHarness(
            primary.Address, [hanging.Address, alive.Address], o => (o.QueueCapacity, o.Concurrency) = (8, 4));

        // Four of its copies are under way and eight wait; the rest is dropped.
        for (var i = 0; i < 20; i++)
        {
            await Get(harness);
            await harness.Outcomes.ReachedAsync("m2", i + 1);
        }

        Assert.Equal(("dropped 8", "sent 20"), (harness.Outcomes.Of("m1"), harness.Outcomes.Of("m2")));
        Assert.Equal(8L, harness.Mirror.Channels.Waiting);
        gate.Open();
        await harness.SettleAsync(40);
        Assert.Equal("dropped 8, sent 12", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task WhenIdle_OnceItIsThere_NoCopyIsStillToBeCounted()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        var idle = new List<bool>();
        TrafficMirror? mirror = null;
        await using var harness = new MirrorHarness(
            primary.Address, [MirroringTest.Refusing()], o => o.MaxBodyBytes = 10);
        mirror = harness.Mirror;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, harness.Services.GetRequiredService<IMeterFactory>()) && instrument.Name == "traffic_routing.mirror.requests")
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => idle.Add(mirror.WhenIdleAsync(Token).IsCompleted));
        listener.Start();

        await Post(harness, 100);
        await mirror.StopAsync(Token);
        await Post(harness, 1);

        await harness.SettleAsync(2);
        Assert.Equal(("dropped 1, too_large 1", "False, False"), (harness.Outcomes.Of("m1"), string.Join(", ", idle)));
    }

    private static async Task Get(MirrorHarness harness) => (await harness.Client.GetAsync("/", Token)).Dispose();

    private static async Task Post(MirrorHarness harness, int bytes)
    {
        using var content = new ByteArrayContent(new byte[bytes]);
        (await harness.Client.PostAsync("/", content, Token)).Dispose();
    }
}
