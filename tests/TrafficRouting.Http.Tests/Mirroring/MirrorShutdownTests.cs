using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class MirrorShutdownTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_CopiesUnderWayAndWaiting_AreSentBeforeItCompletes()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", gate.Hold);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], o => o.Concurrency = 1);
        for (var i = 0; i < 5; i++)
            (await harness.Client.GetAsync("/", Token)).Dispose();
        await gate.Arrived();

        var stop = harness.Services.GetServices<IHostedService>().OfType<MirrorShutdown>().Single().StopAsync(Token);

        Assert.False(stop.IsCompleted);
        gate.Open();
        await stop.WaitAsync(MirroringTest.Patience, Token);
        Assert.Equal("sent 5", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task Stop_LongerThanTheDrainTimeout_CancelsWhatIsLeft()
    {
        var gate = new Gate();
        var time = new FakeClock();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", gate.Hold);
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address], o => (o.Concurrency, o.DrainTimeout) = (2, TimeSpan.FromSeconds(3)), time: time);
        for (var i = 0; i < 5; i++)
            (await harness.Client.GetAsync("/", Token)).Dispose();
        await gate.Arrived();
        await gate.Arrived();

        var stop = harness.Mirror.StopAsync(Token);
        time.Advance(TimeSpan.FromSeconds(3));

        await stop.WaitAsync(MirroringTest.Patience, Token);
        await harness.SettleAsync(5);
        Assert.Equal("dropped 5", harness.Outcomes.Of("m1"));
    }

    [Fact]
    public async Task Stop_CallsAfterwards_AreServedAndTheirCopiesDropped()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(primary.Address, [server.Address]);
        await harness.Mirror.StopAsync(Token);

        using var content = new ByteArrayContent(new byte[100]);
        using var response = await harness.Client.PostAsync("/", content, Token);

        Assert.Equal("v1", await response.Content.ReadAsStringAsync(Token));
        await harness.SettleAsync(1);
        Assert.Equal(("dropped 1", 0), (harness.Outcomes.Of("m1"), server.Count));
    }

    [Fact]
    public async Task Dispose_ContainerWithoutHost_SendsWhatWaits()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        var services = new ServiceCollection();
        services.AddTrafficRouting(Routing.To(primary.Address, r => r.Mirrors["v2"] = new()).With("v2", server.Address).CopyTo);
        services.AddHttpClient("reviews").AddTrafficRouting();
        await using (var provider = services.BuildServiceProvider())
        {
            using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
            (await client.GetAsync("http://reviews/", Token)).Dispose();
        }

        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task Dispose_WithoutContainer_SendsWhatWaits()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        var router = new TrafficRouter(Routing.To(primary.Address, r => r.Mirrors["v2"] = new()).With("v2", server.Address));
        await using (var mirror = new TrafficMirror())
        {
            using var client = new HttpClient(new TrafficRoutingHandler(router, mirror: mirror) { InnerHandler = new SocketsHttpHandler() });
            (await client.GetAsync("http://reviews/", Token)).Dispose();
        }

        Assert.Equal((1, 1), (primary.Count, server.Count));
    }

    [Fact]
    public async Task Dispose_Synchronously_EndsTheContainerWithoutWaiting()
    {
        var gate = new Gate();
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", gate.Hold);
        var services = new ServiceCollection();
        services.AddTrafficRouting(Routing.To(primary.Address, r => r.Mirrors["v2"] = new()).With("v2", server.Address).CopyTo);
        services.AddHttpClient("reviews").AddTrafficRouting();
        var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews");
        (await client.GetAsync("http://reviews/", Token)).Dispose();
        await gate.Arrived();

        provider.Dispose();

        Assert.Equal(1, server.Count);
    }
}
