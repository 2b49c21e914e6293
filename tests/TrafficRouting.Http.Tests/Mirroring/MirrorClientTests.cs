using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

public class MirrorClientTests
{
    [Fact]
    public void Client_AsRegistered_KeepsNoCookiesAndFollowsNoRedirects()
    {
        using var services = Services(_ => { });

        var primary = Assert.IsType<SocketsHttpHandler>(Pipeline(services)[^1]);

        Assert.Equal((false, false), (primary.UseCookies, primary.AllowAutoRedirect));
        Assert.Equal(TimeSpan.FromSeconds(5), primary.ConnectTimeout);
        Assert.Equal(new MirroringOptions().Concurrency, primary.MaxConnectionsPerServer);
    }

    [Fact]
    public void Client_OwnPrimaryOfTheApplication_Stays()
    {
        var own = new StubHandler();
        using var services = Services(s => s.AddHttpClient(TrafficRoutingDefaults.MirrorClientName).ConfigurePrimaryHttpMessageHandler(() => own));

        Assert.Same(own, Pipeline(services)[^1]);
    }

    [Fact]
    public void Client_SettingsOfTheApplication_WinExceptForCookiesAndRedirects()
    {
        using var services = Services(s => s.ConfigureHttpClientDefaults(d => d.ConfigurePrimaryHttpMessageHandler(
            () => new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1), MaxConnectionsPerServer = 7 })));

        var primary = Assert.IsType<SocketsHttpHandler>(Pipeline(services)[^1]);

        Assert.Equal((TimeSpan.FromSeconds(1), 7), (primary.ConnectTimeout, primary.MaxConnectionsPerServer));
        Assert.Equal((false, false), (primary.UseCookies, primary.AllowAutoRedirect));
    }

    [Fact]
    public void Client_DefaultsOfAllClients_BringNeitherRoutingNorResilience()
    {
        using var services = Services(s => s.ConfigureHttpClientDefaults(d => d
            .AddTrafficRouting()
            .AddHttpMessageHandler(() => new ResilienceHandler())
            .AddHttpMessageHandler(() => new RetryHandler(1))));

        var pipeline = Pipeline(services);

        Assert.DoesNotContain(pipeline, h => h is TrafficRoutingHandler or ResilienceHandler);
        Assert.Contains(pipeline, h => h is RetryHandler);
    }

    [Fact]
    public async Task Client_RoutedByDefaults_DoesNotMirrorItsMirrors()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var harness = new MirrorHarness(
            primary.Address, [primary.Address], mirror: m => m.HostSuffix = string.Empty,
            routing: o => o.Services["orders"].Hosts.Add(primary.Address.Host),
            services: s => s.ConfigureHttpClientDefaults(d => d.AddTrafficRouting()));

        (await harness.Client.GetAsync("/", TestContext.Current.CancellationToken)).Dispose();

        await harness.SettleAsync(1);
        Assert.Equal(2, primary.Count);
    }

    private static ServiceProvider Services(Action<IServiceCollection> more)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(Routing.To(new("http://127.0.0.1:1")).CopyTo);
        more(services);
        return services.BuildServiceProvider();
    }

    private static List<HttpMessageHandler> Pipeline(IServiceProvider services)
    {
        List<HttpMessageHandler> handlers = [];
        var handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(TrafficRoutingDefaults.MirrorClientName);
        for (var next = handler; next is not null; next = (next as DelegatingHandler)?.InnerHandler)
            handlers.Add(next);
        return handlers;
    }
}
