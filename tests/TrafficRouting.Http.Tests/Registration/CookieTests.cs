using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Registration;

/// <summary>Cookies follow backends: routed clients of the factory have no container but where one is asked for.</summary>
public sealed class CookieTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("of the factory")]
    [InlineData("SocketsHttpHandler")]
    [InlineData("HttpClientHandler")]
    [InlineData("configured")]
    [InlineData("wrapped")]
    [InlineData("asked for below")]
    public async Task Cookie_OfOneBackend_DoesNotReachTheOther(string primary)
    {
        await using var v1 = await StartAsync("v1");
        await using var v2 = await StartAsync("v2");
        await using var app = new RoutedApp(Routing.Between(v1.Address, v2.Address), s => Configure(s.AddHttpClient("reviews").AddTrafficRouting(), primary));
        using var client = app.Clients.CreateClient("reviews");

        for (var i = 0; i < 4; i++)
            (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.All(v1.Requests.Concat(v2.Requests), r => Assert.Null(r.Header("Cookie")));
        Assert.Equal((2, 2), (v1.Count, v2.Count));
    }

    [Theory]
    [InlineData("typed")]
    [InlineData("keyed")]
    [InlineData("defaults")]
    public async Task Cookie_OfAClientHoweverItIsRegistered_IsNotKept(string registered)
    {
        await using var v1 = await StartAsync("v1");
        await using var app = new RoutedApp(Routing.To(v1.Address), s => _ = registered switch
        {
            "typed" => s.AddHttpClient<Reviews>().AddTrafficRouting(),
            "keyed" => s.AddHttpClient("reviews").AddTrafficRouting().AddAsKeyed(),
            _ => s.ConfigureHttpClientDefaults(d => d.AddTrafficRouting()).AddHttpClient("reviews"),
        });
        var client = registered switch
        {
            "typed" => app.Services.GetRequiredService<Reviews>().Client,
            "keyed" => app.Services.CreateScope().ServiceProvider.GetRequiredKeyedService<HttpClient>("reviews"),
            _ => app.Clients.CreateClient("reviews"),
        };

        for (var i = 0; i < 2; i++)
            (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal([null, null], v1.Requests.Select(r => r.Header("Cookie")));
    }

    [Fact]
    public async Task Cookie_OfAClientThatAsksForThem_IsKept()
    {
        await using var v1 = await StartAsync("v1");
        await using var app = new RoutedApp(Routing.To(v1.Address), s => s.AddHttpClient("reviews").AddTrafficRouting(o => o.UseCookies = true));
        using var client = app.Clients.CreateClient("reviews");

        for (var i = 0; i < 2; i++)
            (await client.GetAsync("http://reviews/", Token)).Dispose();

        Assert.Equal([null, "session=v1"], v1.Requests.Select(r => r.Header("Cookie")));
    }

    [Fact]
    public async Task Cookie_SetByABackend_TiesTheCallerThatReturnsItToThatBackend()
    {
        await using var v1 = await BackendServer.StartAsync("v1");
        await using var v2 = await BackendServer.StartAsync("v2");
        var options = Routing.Between(v1.Address, v2.Address, r => (r.Selection, r.Sticky) = (SelectionNames.Random, new() { Cookie = "seat" }));
        foreach (var name in (string[])["v1", "v2"])
            options.Backends[name].ResponseHeaders = new() { Add = { ["Set-Cookie"] = $"group={name}; Path=/" } };
        await using var app = new RoutedApp(options, s => s.AddHttpClient("reviews").AddTrafficRouting());
        using var client = app.Clients.CreateClient("reviews");
        for (var caller = 0; caller < 8; caller++)
        {
            var seen = new HashSet<string>();
            for (var i = 0; i < 4; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "http://reviews/") { Headers = { { "Cookie", $"seat={caller}; {string.Join("; ", seen)}" } } };
                using var response = await client.SendAsync(request, Token);
                seen.Add(Assert.Single(response.Headers.GetValues("Set-Cookie")).Split(';')[0]);
            }

            Assert.Single(seen);
        }

        Assert.True(v1.Count > 0 && v2.Count > 0);
    }

    [Fact]
    public async Task Primary_ThatAnUnroutedClientHasToo_IsLeftAsItIsAndSaidSo()
    {
        using var shared = new SocketsHttpHandler();
        await using var app = new RoutedApp(Routing.To(new("http://v1")), s =>
        {
            s.AddHttpClient("plain").ConfigurePrimaryHttpMessageHandler(() => shared);
            s.AddHttpClient("reviews").AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => shared);
        });

        app.Clients.CreateClient("plain").Dispose();
        app.Clients.CreateClient("reviews").Dispose();

        Assert.True(shared.UseCookies);
        Assert.Contains("'reviews' has its primary handler in common with client 'plain'", Assert.Single(app.Logged(LogLevel.Warning)), StringComparison.Ordinal);
    }

    private static IHttpClientBuilder Configure(IHttpClientBuilder builder, string primary) => primary switch
    {
        "SocketsHttpHandler" => builder.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler()),
        "HttpClientHandler" => builder.ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler()),
        "configured" => builder.UseSocketsHttpHandler((h, _) => h.PooledConnectionLifetime = TimeSpan.FromMinutes(1)),
        "asked for below" => builder.UseSocketsHttpHandler((h, _) => h.UseCookies = true),
        "wrapped" => builder.ConfigurePrimaryHttpMessageHandler(() => new OuterHandler { InnerHandler = new SocketsHttpHandler() }),
        _ => builder,
    };

    private static Task<BackendServer> StartAsync(string name) => BackendServer.StartAsync(name, context =>
    {
        context.Response.Headers.SetCookie = $"session={name}; Path=/";
        return Task.CompletedTask;
    });

    private sealed class Reviews(HttpClient client)
    {
        public HttpClient Client => client;
    }
}
