using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TrafficRouting.Http.Tests.Registration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Mirroring;

/// <summary>Which credentials, cookies and redirects of other clients reach mirrors: none that was not configured for them.</summary>
public sealed class MirrorSecretTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_SecretsOfTheDefaults_ReachThePrimaryAlone(bool sharedPrimary)
    {
        await using var primary = await BackendServer.StartAsync("v1", Challenge);
        await using var server = await BackendServer.StartAsync("v2", Challenge);
        using var shared = Primary();
        await using var harness = new MirrorHarness(primary.Address, [server.Address], services: s => s.ConfigureHttpClientDefaults(d => d
            .AddTrafficRouting(o => o.UseCookies = true)
            .AddHttpMessageHandler(() => new TokenHandler())
            .ConfigurePrimaryHttpMessageHandler(() => sharedPrimary ? new UndisposedHandler { InnerHandler = shared } : Primary())));

        for (var i = 1; i <= 2; i++)
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(i);
        }

        Assert.Contains(primary.Requests, r => r.Header("Authorization") is not null);
        Assert.Contains(primary.Requests, r => r.Header("Cookie") is not null);
        Assert.Equal("sent 2", harness.Outcomes.Of("m1"));
        Assert.All(server.Requests, r => Assert.Equal((null, null, "/"), (r.Header("Authorization"), r.Header("Cookie"), r.Target)));

        static HttpClientHandler Primary() => new() { Credentials = new NetworkCredential("user", "password") };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Client_CredentialsConfiguredForMirrors_AreSent(bool byHeader)
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2");
        await using var harness = new MirrorHarness(
            primary.Address, [server.Address],
            mirror: m => m.RequestHeaders = byHeader ? new() { Set = { ["Authorization"] = "Bearer mirror" } } : null,
            services: s => _ = byHeader ? null : MirrorClient.Of(s).AddHttpMessageHandler(() => new TokenHandler("Bearer mirror")));

        (await harness.Client.GetAsync("/", Token)).Dispose();
        await harness.SettleAsync(1);

        Assert.Equal((null, "Bearer mirror"), (primary.Requests.Single().Header("Authorization"), server.Requests.Single().Header("Authorization")));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Client_PrimaryOfEitherKindForIt_NeitherKeepsCookiesNorFollowsRedirects(bool sockets, bool wrapped)
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", Redirect);
        await using var harness = new MirrorHarness(primary.Address, [server.Address], services: s =>
            MirrorClient.Of(s).ConfigurePrimaryHttpMessageHandler(() => wrapped ? new InnerHandler { InnerHandler = Primary() } : Primary()));

        for (var i = 1; i <= 2; i++)
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(i);
        }

        Assert.All(server.Requests, r => Assert.Equal(("/", null), (r.Target, r.Header("Cookie"))));
        Assert.Equal(2, server.Count);

        HttpMessageHandler Primary() => sockets ? new SocketsHttpHandler() : new HttpClientHandler();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Client_PrimarySharedWithOthers_IsLeftAsItIsAndReplacedWithAWord(bool used, bool wrapped)
    {
        await using var primary = await BackendServer.StartAsync("v1");
        await using var server = await BackendServer.StartAsync("v2", Redirect);
        using var shared = new SocketsHttpHandler();
        var logger = new FakeLoggerProvider();
        await using var harness = new MirrorHarness(primary.Address, [server.Address], services: s =>
        {
            s.AddLogging(b => b.AddProvider(logger));
            MirrorClient.Of(s).ConfigurePrimaryHttpMessageHandler(() => wrapped ? new UndisposedHandler { InnerHandler = shared } : shared);
        });
        if (used)
        {
            using var other = new HttpClient(shared, disposeHandler: false);
            (await other.GetAsync(primary.Address, Token)).Dispose();
        }

        for (var i = 1; i <= 2; i++)
        {
            (await harness.Client.GetAsync("/", Token)).Dispose();
            await harness.SettleAsync(i);
        }

        Assert.Equal((true, true), (shared.UseCookies, shared.AllowAutoRedirect));
        Assert.Equal("sent 2", harness.Outcomes.Of("m1"));
        Assert.All(server.Requests, r => Assert.Equal(("/", null), (r.Target, r.Header("Cookie"))));
        Assert.Single(logger.Collector.GetSnapshot(), e => e.Message.Contains("shared with others", StringComparison.Ordinal));
    }

    private static Task Challenge(HttpContext context)
    {
        context.Response.Headers.SetCookie = "session=1; Path=/";
        if (context.Request.Headers.Authorization.Count == 0)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"x\"";
        }

        return Task.CompletedTask;
    }

    private static Task Redirect(HttpContext context)
    {
        context.Response.Headers.SetCookie = "session=1; Path=/";
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = "/elsewhere";
        return Task.CompletedTask;
    }
}
