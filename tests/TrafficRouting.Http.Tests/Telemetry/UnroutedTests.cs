using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TrafficRouting.Http.Tests.Registration;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Telemetry;

/// <summary>A request that passes routing by is seen, and why a routed one went where it did.</summary>
public sealed class UnroutedTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_ThatIsNotRouted_IsCountedByClientAndReason()
    {
        await using var app = Start(s => s.AddHttpClient("reviews").AddTrafficRouting());
        using var collector = app.Services.GetRequiredService<IMeterFactory>().Collect<long>("traffic_routing.unrouted.requests");

        await GetAsync(app, "reviews", "http://revews/a");
        await GetAsync(app, "reviews", "http://reviews/unmatched");
        await GetAsync(app, "reviews", "http://reviews/a");

        Assert.Equal(["client=reviews reason=unknown_host", "client=reviews reason=no_route"], collector.Tags());
    }

    [Fact]
    public async Task Clients_ThatAreMadeUpAsTheyAreAskedFor_AreCountedTogetherAfterAHundred()
    {
        await using var app = Start(s => s.ConfigureHttpClientDefaults(b => b.AddTrafficRouting()));
        using var collector = app.Services.GetRequiredService<IMeterFactory>().Collect<long>("traffic_routing.unrouted.requests");

        for (var i = 0; i < 120; i++)
            await GetAsync(app, $"client-{i}", "http://elsewhere/");

        Assert.Equal(101, collector.Tags().Distinct().Count());
        Assert.Equal(20, collector.Tags().Count(t => t == "client=(other) reason=unknown_host"));
    }

    [Fact]
    public async Task UnknownHost_OfAClientRoutedByName_IsWarnedOfOnce()
    {
        await using var app = Start(s => s.AddHttpClient("reviews").AddTrafficRouting());

        foreach (var host in (string[])["revews", "REVEWS", "revews:8080", "reviews"])
            await GetAsync(app, "reviews", $"http://{host}/a");

        var warning = Assert.Single(app.Logged(LogLevel.Warning));
        Assert.Contains("'reviews'", warning, StringComparison.Ordinal);
        Assert.Contains("host 'revews' belongs to no service", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownHost_OfAClientOfANamedTableOrMadeFromAType_IsCountedAndWarnedOf()
    {
        await using var app = Start(s =>
        {
            s.AddTrafficRouting("payments", o => Options().CopyTo(o));
            s.AddHttpClient("payments").AddTrafficRouting("payments");
            s.AddHttpClient<Typed>().AddTrafficRouting();
        });
        using var collector = app.Services.GetRequiredService<IMeterFactory>().Collect<long>("traffic_routing.unrouted.requests");

        await GetAsync(app, "payments", "http://paymnts/a");
        (await app.Services.GetRequiredService<Typed>().Client.GetAsync("http://revews/a", Token)).Dispose();

        Assert.Equal(["client=payments reason=unknown_host", "client=Typed reason=unknown_host"], collector.Tags());
        Assert.Equal(2, app.Logged(LogLevel.Warning).Count);
    }

    [Fact]
    public async Task UnknownHosts_OfWhateverNumber_AreWarnedOfAHundredTimes()
    {
        await using var app = Start(s => s.AddHttpClient("reviews").AddTrafficRouting());

        for (var i = 0; i < 150; i++)
            await GetAsync(app, "reviews", $"http://host-{i}/");

        Assert.Equal(100, app.Logged(LogLevel.Warning).Count);
    }

    [Fact]
    public async Task UnknownHost_OfAClientRoutedByTheDefaults_IsNotWarnedOf()
    {
        await using var app = Start(s => s.ConfigureHttpClientDefaults(b => b.AddTrafficRouting()));

        await GetAsync(app, "other", "http://elsewhere/");

        Assert.Empty(app.Logged(LogLevel.Warning));
    }

    [Fact]
    public async Task Decision_AtDebug_IsLoggedWithItsReasonAndNoValues()
    {
        var options = Options();
        options.Services["reviews"].Routes["sticky"] = new() { Order = -1, Matches = { new() { Path = new() { Exact = "/sticky" } } }, Weights = { ["v1"] = 1, ["v2"] = 1 }, Sticky = new() { Header = "x-user" } };
        options.Services["reviews"].Routes["fixed"] = new() { Order = -1, Matches = { new() { Path = new() { Exact = "/fixed" } } }, DirectResponse = new() };
        await using var app = new RoutedApp(options, s => s.AddHttpClient("reviews").AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => new StubHandler()), LogLevel.Debug);

        await GetAsync(app, "reviews", "http://reviews/a?secret");
        await GetAsync(app, "reviews", "http://reviews/a", "v1");
        await GetAsync(app, "reviews", "http://reviews/sticky");
        await GetAsync(app, "reviews", "http://reviews/fixed");
        await GetAsync(app, "reviews", "http://elsewhere/secret");

        var lines = app.Logged(LogLevel.Debug);
        Assert.StartsWith("Client 'reviews': service 'reviews', route 'all', backend 'v", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("(by weight).", lines[0], StringComparison.Ordinal);
        Assert.Equal("Client 'reviews': service 'reviews', route 'all', backend 'v1' (set by the caller).", lines[1]);
        Assert.EndsWith("(sticky).", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("(answered here).", lines[3], StringComparison.Ordinal);
        Assert.Equal("Client 'reviews': a request to host 'elsewhere' is not routed: it belongs to no service.", lines[4]);
        Assert.DoesNotContain(lines, l => l.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decision_WithoutADraw_IsLoggedWithWhatMadeIt()
    {
        var options = Routing.Between(new("http://v1"), new("http://v2"), r => r.Matches.Add(new() { Path = new() { Exact = "/split" } }));
        options.Services["reviews"].Unmatched = UnmatchedBehavior.NotFound;
        options.Services["reviews"].Routes["one"] = new() { Matches = { new() { Path = new() { Exact = "/one" } } }, Weights = { ["v2"] = 1 } };
        await using var app = new RoutedApp(
            options,
            s => s.AddHttpClient("reviews").AddHttpMessageHandler(() => new RetryHandler(attempts: 2)).AddTrafficRouting().ConfigurePrimaryHttpMessageHandler(() => new StubHandler()),
            LogLevel.Debug);

        await GetAsync(app, "reviews", "http://reviews/split");
        await GetAsync(app, "reviews", "http://reviews/one");
        await GetAsync(app, "reviews", "http://reviews/none");

        Assert.Equal(
            ["(by weight)", "(kept from an earlier attempt)", "(the only one)", "(kept from an earlier attempt)", "(no route matched)", "(no route matched)"],
            app.Logged(LogLevel.Debug).Select(l => l[l.LastIndexOf('(')..^1]));
    }

    [Fact]
    public void Note_WhileNobodyListens_AllocatesNothing()
    {
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var unrouted = new UnroutedRequests(new(provider.GetRequiredService<IMeterFactory>()), NullLogger.Instance);
        var client = unrouted.Of("reviews", isByName: true);

        Assert.Equal(0, Allocations.Of(() => unrouted.Note(client, service: null, "elsewhere")));
    }

    private static TrafficRoutingOptions Options() =>
        Routing.Between(new("http://v1"), new("http://v2"), r => r.Matches.Add(new() { Path = new() { PathPrefix = "/a" } }));

    private static RoutedApp Start(Action<IServiceCollection> register) => new(Options(), s =>
    {
        register(s);
        s.ConfigureHttpClientDefaults(b => b.ConfigurePrimaryHttpMessageHandler(() => new StubHandler()));
    });

    private static async Task GetAsync(RoutedApp app, string name, string uri, string? backend = null)
    {
        using var client = app.Clients.CreateClient(name);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.SetBackend(backend);
        using var response = await client.SendAsync(request, Token);
    }

    private sealed class Typed(HttpClient client)
    {
        public HttpClient Client => client;
    }
}
