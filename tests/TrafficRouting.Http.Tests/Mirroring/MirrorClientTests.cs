using System.Net;
using Fakes.ServiceDiscovery.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Http.Logging;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TrafficRouting.Http.Tests.Registration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>How the client that mirrors are sent through is made of what the application configures.</summary>
public class MirrorClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Client_AsRegistered_KeepsNoCookiesAndFollowsNoRedirects()
    {
        using var services = Services(_ => { });

        var primary = Assert.IsType<SocketsHttpHandler>(MirrorClient.Pipeline(services)[^1]);

        Assert.Equal((false, false), (primary.UseCookies, primary.AllowAutoRedirect));
        Assert.Equal(TimeSpan.FromSeconds(5), primary.ConnectTimeout);
        Assert.Equal(new MirroringOptions().Concurrency, primary.MaxConnectionsPerServer);
    }

    [Fact]
    public void Client_PrimaryOfTheApplicationForIt_Stays()
    {
        var own = new StubHandler();
        using var services = Services(s => MirrorClient.Of(s).ConfigurePrimaryHttpMessageHandler(() => own));

        Assert.Same(own, MirrorClient.Pipeline(services)[^1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Client_SettingsOfTheApplicationForIt_WinExceptForCookiesAndRedirects(bool before)
    {
        var services = new ServiceCollection();
        if (before)
            Configure();
        services.AddTrafficRouting(Routing.To(new("http://127.0.0.1:1")).CopyTo);
        if (!before)
            Configure();
        using var provider = services.BuildServiceProvider();

        var primary = Assert.IsType<SocketsHttpHandler>(MirrorClient.Pipeline(provider)[^1]);

        Assert.Equal((TimeSpan.FromSeconds(1), 7), (primary.ConnectTimeout, primary.MaxConnectionsPerServer));
        Assert.Equal((false, false), (primary.UseCookies, primary.AllowAutoRedirect));

        void Configure() => MirrorClient.Of(services).UseSocketsHttpHandler((handler, _) =>
        {
            handler.ConnectTimeout = TimeSpan.FromSeconds(1);
            handler.MaxConnectionsPerServer = 7;
            handler.UseCookies = handler.AllowAutoRedirect = true;
        });
    }

    public enum Order
    {
        DefaultsFirst,
        DefaultsLast,
        WithinTheDefaults,
    }

    public static TheoryData<Order, bool> Orders => new MatrixTheoryData<Order, bool>(Enum.GetValues<Order>(), [false, true]);

    [Theory]
    [MemberData(nameof(Orders))]
    public void Client_HandlersOfTheDefaults_AreStrippedAndItsOwnStay(Order order, bool ownFirst)
    {
        var services = new ServiceCollection();
        if (ownFirst)
            Own();
        if (order == Order.DefaultsFirst)
            Defaults();
        if (order == Order.WithinTheDefaults)
            services.ConfigureHttpClientDefaults(d => d.AddTrafficRouting());
        services.AddTrafficRouting(Routing.To(new("http://127.0.0.1:1")).CopyTo);
        if (order != Order.DefaultsFirst)
            Defaults();
        if (!ownFirst)
            Own();
        using var provider = services.BuildServiceProvider();

        var pipeline = MirrorClient.Pipeline(provider);

        Assert.Equal(
            [typeof(ResolvingHttpDelegatingHandler), typeof(InnerHandler), typeof(TokenHandler), typeof(SocketsHttpHandler)],
            pipeline.Skip(1).Select(h => h.GetType()));
        var primary = (SocketsHttpHandler)pipeline[^1];
        Assert.Equal((null, null, false), (primary.Credentials, primary.SslOptions.ClientCertificates, primary.UseCookies));

        void Own() => WithToken(MirrorClient.Of(services).AddHttpMessageHandler(() => new InnerHandler()));

        void Defaults() => services.ConfigureHttpClientDefaults(d => WithToken(d
            .AddHttpMessageHandler(() => new ResilienceHandler())
            .AddHttpMessageHandler(() => new ResolvingHttpDelegatingHandler())
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                Credentials = new NetworkCredential("user", "password"),
                SslOptions = { ClientCertificates = [TestCertificate.Create()] },
            })));

        // An extension of the application's, whose action is one and the same object for all clients.
        static void WithToken(IHttpClientBuilder builder) => builder.Services.Configure<HttpClientFactoryOptions>(
            builder.Name, o => o.HttpMessageHandlerBuilderActions.Add(static b => b.AdditionalHandlers.Add(new TokenHandler())));
    }

    public static TheoryData<string, bool> WaysToGiveAll => new MatrixTheoryData<string, bool>(["additional", "every name", "last", "filter", "outer filter", "primary"], [false, true]);

    [Theory]
    [MemberData(nameof(WaysToGiveAll))]
    public void Client_WhatEveryClientIsGivenInWhateverWay_IsNotForIt(string way, bool first)
    {
        var services = new ServiceCollection();
        if (first)
            Give();
        services.AddTrafficRouting(Routing.To(new("http://127.0.0.1:1")).CopyTo);
        if (!first)
            Give();
        services.AddHttpClient("other");
        MirrorClient.Of(services).AddHttpMessageHandler(() => new InnerHandler());
        using var provider = services.BuildServiceProvider();

        var pipeline = MirrorClient.Pipeline(provider);

        Assert.Equal([typeof(InnerHandler), typeof(SocketsHttpHandler)], pipeline.Skip(1).Select(h => h.GetType()));
        Assert.Null(((SocketsHttpHandler)pipeline[^1]).Credentials);
        var other = MirrorClient.Pipeline(provider, "other");
        Assert.True(other.Exists(h => h is TokenHandler) || ((SocketsHttpHandler)other[^1]).Credentials is not null);

        void Give() => _ = way switch
        {
            "additional" => services.ConfigureHttpClientDefaults(d => d.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Add(new TokenHandler()))),
            "every name" => services.ConfigureAll<HttpClientFactoryOptions>(o => o.HttpMessageHandlerBuilderActions.Add(Add)),
            "last" => services.PostConfigureAll<HttpClientFactoryOptions>(o => o.HttpMessageHandlerBuilderActions.Add(Add)),
            "filter" => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Filter(Add, _ => { })),
            "outer filter" => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Filter(_ => { }, Add)),
            _ => services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new Filter(_ => { }, b => ((SocketsHttpHandler)b.PrimaryHandler).Credentials = new NetworkCredential("user", "password"))),
        };

        static void Add(HttpMessageHandlerBuilder builder) => builder.AdditionalHandlers.Add(new TokenHandler());
    }

    [Fact]
    public void Client_FiltersOfTheFactoryTakenOut_IsMadeAllTheSame()
    {
        using var services = Services(s =>
        {
            MirrorClient.Of(s).AddHttpMessageHandler(() => new InnerHandler());
            s.ConfigureHttpClientDefaults(d => d.AddHttpMessageHandler(() => new TokenHandler()));
            s.RemoveAll<IHttpMessageHandlerBuilderFilter>();
        });

        var pipeline = MirrorClient.Pipeline(services);

        Assert.Equal([typeof(InnerHandler), typeof(SocketsHttpHandler)], pipeline.Skip(1).Select(h => h.GetType()));
        Assert.False(((SocketsHttpHandler)pipeline[^1]).UseCookies);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Client_LoggerOfTheFactoryAskedForByName_IsWhereItWas(bool outermost)
    {
        using var services = Services(s => MirrorClient.Of(s)
            .AddHttpMessageHandler(() => new InnerHandler())
            .AddLogger(_ => new SilentLogger(), wrapHandlersPipeline: outermost));

        var names = MirrorClient.Pipeline(services).Skip(1).SkipLast(1).Select(h => h.GetType().Name).ToList();

        Assert.Equal(2, names.Count);
        Assert.Equal(outermost ? 1 : 0, names.IndexOf(nameof(InnerHandler)));
    }

    [Fact]
    public async Task Client_TablesRegisteredByName_IsMadeForThemTogether()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        var services = new ServiceCollection();
        foreach (var table in new[] { "one", "two" })
            services.AddTrafficRouting(table, Routing.To(primary.Address, r => r.Mirrors["v2"] = new()).With("v2", server.Address).CopyTo);
        services.AddHttpClient("reviews").AddTrafficRouting("one");
        await using var provider = services.BuildServiceProvider();

        using (var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("reviews"))
            (await client.GetAsync("http://reviews/", Token)).Dispose();
        await provider.GetRequiredKeyedService<TrafficMirror>("one").WhenIdleAsync(Token).WaitAsync(MirroringTest.Patience, Token);

        Assert.Equal(1, server.Count);
        Assert.Equal(2 * new MirroringOptions().Concurrency, ((SocketsHttpHandler)MirrorClient.Pipeline(provider)[^1]).MaxConnectionsPerServer);
    }

    [Fact]
    public async Task Client_RoutedByDefaults_DoesNotMirrorItsMirrors()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var harness = new MirrorHarness(
            primary.Address, [primary.Address], mirror: m => m.HostSuffix = string.Empty,
            routing: o => o.Services["orders"].Hosts.Add(primary.Address.Host),
            services: s => s.ConfigureHttpClientDefaults(d => d.AddTrafficRouting()));

        (await harness.Client.GetAsync("/", Token)).Dispose();

        await harness.SettleAsync(1);
        Assert.Equal(2, primary.Count);
    }

    [Fact]
    public async Task Client_AddressForDiscoveryWithoutAny_SaysSoOnce()
    {
        await using var primary = await BackendServer.StartAsync("v1");
        var logger = new FakeLoggerProvider();
        await using var harness = new MirrorHarness(
            primary.Address, [new("https+http://catalog")], o => o.BreakAfter = 2,
            services: s => s.AddLogging(b => b.AddProvider(logger)));

        for (var i = 1; i <= 3; i++)
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(i);
        }

        Assert.Equal("breaker_open 1, failed 2", harness.Outcomes.Of("m1"));
        var reason = Assert.Single(logger.Collector.GetSnapshot(), e => e.Message.Contains("service discovery", StringComparison.Ordinal));
        Assert.Contains("'https+http://catalog/'", reason.Message, StringComparison.Ordinal);
        Assert.Single(logger.Collector.GetSnapshot(), e => e.Message.Contains("keeps failing (NotSupportedException)", StringComparison.Ordinal));
    }

    private static ServiceProvider Services(Action<IServiceCollection> more)
    {
        var services = new ServiceCollection();
        services.AddTrafficRouting(Routing.To(new("http://127.0.0.1:1")).CopyTo);
        more(services);
        return services.BuildServiceProvider();
    }

    private sealed class Filter(Action<HttpMessageHandlerBuilder> before, Action<HttpMessageHandlerBuilder> after) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => before + next + after;
    }

    private sealed class SilentLogger : IHttpClientLogger
    {
        public object? LogRequestStart(HttpRequestMessage request) => null;

        public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed)
        {
        }

        public void LogRequestFailed(object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed)
        {
        }
    }
}
