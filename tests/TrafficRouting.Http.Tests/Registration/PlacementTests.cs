using Fakes.ServiceDiscovery.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Http.Tests.Registration;

public sealed class PlacementTests
{
    [Fact]
    public void NamedClient_WithHandlersAroundIt_KeepsItsPlace() =>
        Assert.Equal(
            ["OuterHandler", "TrafficRoutingHandler", "InnerHandler"],
            Pipeline("reviews", services => services.AddHttpClient("reviews")
                .AddHttpMessageHandler(() => new OuterHandler())
                .AddTrafficRouting()
                .AddHttpMessageHandler(() => new InnerHandler())));

    [Fact]
    public void NamedClient_AddedTwice_HasItOnceWhereItStoodFirst() =>
        Assert.Equal(
            ["TrafficRoutingHandler", "InnerHandler"],
            Pipeline("reviews", services => services.AddHttpClient("reviews")
                .AddTrafficRouting()
                .AddHttpMessageHandler(() => new InnerHandler())
                .AddTrafficRouting()));

    [Fact]
    public void Defaults_WithHandlersOfTheClient_GoInnermost() =>
        Assert.Equal(
            ["OuterHandler", "InnerHandler", "TrafficRoutingHandler"],
            Pipeline("reviews", services =>
            {
                services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting().AddHttpMessageHandler(() => new OuterHandler()));
                services.AddHttpClient("reviews").AddHttpMessageHandler(() => new InnerHandler());
            }));

    [Fact]
    public void DefaultsAndNamedClient_Together_HaveItOnceInTheNamedPlace() =>
        Assert.Equal(
            ["TrafficRoutingHandler", "InnerHandler"],
            Pipeline("reviews", services =>
            {
                services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting());
                services.AddHttpClient("reviews").AddTrafficRouting().AddHttpMessageHandler(() => new InnerHandler());
            }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ServiceDiscovery_FromDefaults_StaysInside(bool routedByDefaults) =>
        Assert.Equal(
            ["TrafficRoutingHandler", "ResolvingHttpDelegatingHandler"],
            Pipeline("reviews", services =>
            {
                services.ConfigureHttpClientDefaults(b =>
                {
                    b.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Add(new ResolvingHttpDelegatingHandler()));
                    if (routedByDefaults)
                        b.AddTrafficRouting();
                });
                var client = services.AddHttpClient("reviews");
                if (!routedByDefaults)
                    client.AddTrafficRouting();
            }));

    [Fact]
    public void ServiceDiscovery_AddedAfterwards_LeavesTheNamedPlaceAlone() =>
        Assert.Equal(
            ["TrafficRoutingHandler", "OuterHandler", "ResolvingHttpDelegatingHandler"],
            Pipeline("reviews", services => services.AddHttpClient("reviews")
                .AddTrafficRouting()
                .AddHttpMessageHandler(() => new OuterHandler())
                .AddHttpMessageHandler(() => new ResolvingHttpDelegatingHandler())));

    [Fact]
    public void MirrorClient_FromDefaultsAndByName_NeverHasIt() =>
        Assert.Empty(Pipeline(TrafficRoutingDefaults.MirrorClientName, services =>
        {
            services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting());
            services.AddHttpClient(TrafficRoutingDefaults.MirrorClientName).AddTrafficRouting();
        }));

    [Fact]
    public void OtherClients_WithoutIt_AreLeftAlone() =>
        Assert.Empty(Pipeline("other", services => services.AddHttpClient("reviews").AddTrafficRouting()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void RemoveTrafficRouting_OfOneClient_LeavesTheOthersRouted(bool byName)
    {
        Assert.Empty(Pipeline("plain", Register));
        Assert.Equal(["TrafficRoutingHandler"], Pipeline("reviews", Register));

        void Register(IServiceCollection services)
        {
            services.AddHttpClient("plain").RemoveTrafficRouting();
            services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting());
            if (byName)
                services.AddHttpClient("plain").AddTrafficRouting();
        }
    }

    [Fact]
    public async Task RemoveTrafficRouting_OfATypedClient_LeavesItPlain()
    {
        await using var app = new RoutedApp(Routing.To(new("http://v1")), s =>
        {
            s.ConfigureHttpClientDefaults(b => b.AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => new StubHandler()));
            s.AddHttpClient<Plain>().RemoveTrafficRouting();
        });

        using var response = await app.Services.GetRequiredService<Plain>().Client.GetAsync("http://reviews/a", TestContext.Current.CancellationToken);

        Assert.Equal((new("http://reviews/a"), null), (response.RequestMessage!.RequestUri, response.RequestMessage.GetRouteDecision()));
    }

    [Fact]
    public void RemoveTrafficRouting_OfTheDefaults_SaysWhatToDo() => Assert.Throws<InvalidOperationException>(
        () => new ServiceCollection().ConfigureHttpClientDefaults(b => b.RemoveTrafficRouting()));

    [Fact]
    public void FollowRedirects_OfAClient_StandsRightOutsideOfRouting() => Assert.Equal(
        ["OuterHandler", "RedirectFollower", "TrafficRoutingHandler"],
        Pipeline("reviews", services =>
        {
            services.AddHttpClient("reviews").AddHttpMessageHandler(() => new OuterHandler()).AddTrafficRouting();
            services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting(o => o.FollowRedirects = true));
        }));

    [Fact]
    public void FollowRedirects_OfOneClient_GoesOverTheDefaults() => Assert.Equal(
        ["TrafficRoutingHandler"],
        Pipeline("reviews", services =>
        {
            services.AddHttpClient("reviews").AddTrafficRouting(o => o.FollowRedirects = false);
            services.ConfigureHttpClientDefaults(b => b.AddTrafficRouting(o => o.FollowRedirects = true));
        }));

    [Fact]
    public async Task Handler_ResolvedFromTheContainer_RoutesAndIsNewEachTime()
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => Routing.To(new("http://v1")).CopyTo(o));
        await using var provider = services.BuildServiceProvider();
        var handler = provider.GetRequiredService<TrafficRoutingHandler>();
        using var stub = new StubHandler();
        handler.InnerHandler = stub;
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");

        using var response = await invoker.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(new Uri("http://v1/a"), Assert.Single(stub.Uris));
        Assert.NotSame(handler, provider.GetRequiredService<TrafficRoutingHandler>());
    }

    [Fact]
    public void Handler_ResolvedForANamedTable_RoutesByThatTable()
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => Routing.To(new("http://v1")).CopyTo(o));
        services.AddTrafficRouting("payments", o => Routing.To(new("http://payments")).CopyTo(o));
        using var provider = services.BuildServiceProvider();
        using var stub = new StubHandler();
        using var handler = provider.GetRequiredKeyedService<TrafficRoutingHandler>("payments");
        handler.InnerHandler = stub;
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/a");

        using var response = invoker.Send(request, TestContext.Current.CancellationToken);

        Assert.Equal(new Uri("http://payments/a"), Assert.Single(stub.Uris));
    }

    [Fact]
    public async Task UsersOwnPrimary_WithRouting_IsKept()
    {
        var stub = new StubHandler();
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => Routing.To(new("http://v1")).CopyTo(o));
        services.AddHttpClient("reviews").AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => stub);
        await using var provider = services.BuildServiceProvider();

        using var response = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews")
            .GetAsync("http://reviews/a", TestContext.Current.CancellationToken);

        Assert.Equal(new Uri("http://v1/a"), Assert.Single(stub.Uris));
    }

    private static List<string> Pipeline(string client, Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(o => Routing.To(new("http://v1")).CopyTo(o));
        register(services);
        using var provider = services.BuildServiceProvider();

        var names = new List<string>();
        var handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(client);
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            names.Add(handler.GetType().Name);
            handler = inner;
        }

        // The factory's own: the one that tracks its lifetime and those that log.
        // What ties copies of a message stands outermost wherever there are handlers outside of routing.
        names.RemoveAll(n => n is "LogicalRequestHandler" or "LifetimeTrackingHttpMessageHandler" or "LoggingScopeHttpMessageHandler" or "LoggingHttpMessageHandler");
        return names;
    }

    private sealed class Plain(HttpClient client)
    {
        public HttpClient Client => client;
    }
}
