using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.Http.Tests.Probing;

/// <summary>Backends that are asked whether they are there, before anybody's request finds out.</summary>
public sealed class ProbeTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly FakeClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Probe_FailsInARow_EjectsWithoutARequestAndBringsBackOnceItIsAnswered()
    {
        var isDead = true;
        var asked = new List<string>();
        await using var app = await StartAsync(Options(), request =>
        {
            asked.Add(request.RequestUri!.OriginalString);
            return isDead && request.RequestUri.Host == "a" ? throw new HttpRequestException(HttpRequestError.ConnectionError) : HttpStatusCode.NoContent;
        });

        Pass(4);
        Assert.Equal(["a", "b"], Seen(app));
        Pass(1);
        Assert.Equal(["b"], Seen(app));
        Assert.Equal(["http://a/base/healthz", "http://b/base/healthz"], asked.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

        // Long beyond its 30 seconds.
        for (var i = 0; i < 12; i++)
        {
            Pass(1);
            Assert.Equal(["b"], Seen(app));
        }

        isDead = false;
        Pass(2);
        Assert.Equal(["a", "b"], Seen(app));
    }

    [Theory]
    [InlineData(null, 200, true)]
    [InlineData(null, 299, true)]
    [InlineData(null, 301, false)]
    [InlineData(null, 404, false)]
    [InlineData("404", 404, true)]
    [InlineData("404", 200, false)]
    [InlineData("2xx", 503, false)]
    public async Task Probe_Status_IsHealthyByTheList(string? statuses, int status, bool isHealthy)
    {
        var options = Options();
        if (statuses is not null)
            options.Backends["a"].Health!.Probe!.Statuses.Add(statuses);
        await using var app = await StartAsync(options, request => request.RequestUri!.Host == "a" ? (HttpStatusCode)status : HttpStatusCode.OK);

        Pass(6);

        Assert.Equal(isHealthy ? ["a", "b"] : ["b"], Seen(app));
    }

    [Fact]
    public async Task Probe_AnsweredWhileRequestsFail_MakesUpForNothing()
    {
        await using var app = await StartAsync(Options(), _ => HttpStatusCode.OK);
        var health = app.GetRequiredService<TrafficRouter>().Table.Backends["a"].Health!;
        for (var i = 0; i < 5; i++)
        {
            health.Note(isFailure: true);
            Pass(1);
        }

        Assert.Equal(["b"], Seen(app));
    }

    [Fact]
    public async Task Probe_OfSeveralEndpoints_LeavesOutTheOneThatIsDead()
    {
        var options = Options();
        options.Backends["a"].Address = null;
        options.Backends["a"].Endpoints["one"] = new() { Address = "http://one" };
        options.Backends["a"].Endpoints["two"] = new() { Address = "http://two" };
        await using var app = await StartAsync(options, request => request.RequestUri!.Host == "one" ? HttpStatusCode.BadGateway : HttpStatusCode.OK);

        Pass(6);

        var backend = app.GetRequiredService<TrafficRouter>().Table.Backends["a"];
        Assert.Equal([true, false], backend.Endpoints.Select(e => e.Health!.IsEjected));
        Assert.False(backend.Health!.IsEjected);
    }

    [Fact]
    public async Task Probe_OfEndpointsThatAreAllDead_LeavesOutTheBackendUntilOneIsAnswered()
    {
        var options = Options();
        options.Backends["a"].Address = null;
        options.Backends["a"].Endpoints["one"] = new() { Address = "http://one" };
        options.Backends["a"].Endpoints["two"] = new() { Address = "http://two" };
        var isDead = true;
        await using var app = await StartAsync(options, request => request.RequestUri!.Host == "b" || !(isDead || request.RequestUri.Host == "one") ? HttpStatusCode.OK : HttpStatusCode.BadGateway);

        // Long beyond its 30 seconds.
        Pass(6);
        for (var i = 0; i < 12; i++)
        {
            Assert.Equal(["b"], Seen(app));
            Pass(1);
        }

        isDead = false;
        for (var i = 0; i < 3 && Seen(app).Count == 1; i++)
            Pass(1);
        Assert.Equal(["a", "b"], Seen(app));
        Assert.Equal([true, false], app.GetRequiredService<TrafficRouter>().Table.Backends["a"].Endpoints.Select(e => e.Health!.IsEjected));
    }

    [Fact]
    public async Task Backend_LeftOutByItsRequests_ComesBackOnceAProbeOfItsEndpointsIsAnswered()
    {
        var options = Options();
        options.Backends["a"].Address = null;
        options.Backends["a"].Endpoints["one"] = new() { Address = "http://one" };
        options.Backends["a"].Endpoints["two"] = new() { Address = "http://two" };
        options.Backends["a"].Health!.ConsecutiveFailures = 1_000;
        var isDead = true;
        await using var app = await StartAsync(options, request => isDead && request.RequestUri!.Host != "b" ? HttpStatusCode.BadGateway : HttpStatusCode.OK);
        var health = app.GetRequiredService<TrafficRouter>().Table.Backends["a"].Health!;
        for (var i = 0; i < 1_000; i++)
            health.Note(isFailure: true);

        Pass(10);
        Assert.Equal(["b"], Seen(app));
        isDead = false;
        Pass(3);
        Assert.Equal(["a", "b"], Seen(app));
    }

    [Fact]
    public async Task Reload_OfHowABackendIsAskedAlone_ChangesItsProbes()
    {
        var asked = new List<(string? Host, int Version)>();
        await using var app = await StartAsync(Options(), request =>
        {
            if (request.RequestUri!.Host == "a")
                asked.Add((request.Headers.Host, request.Version.Major));
            return HttpStatusCode.OK;
        });
        Pass(1);
        var options = Options();
        options.Backends["a"].Rewrite = new() { Host = "a.example" };
        options.Backends["a"].Http2 = true;
        app.GetRequiredService<TrafficRouter>().Update(options);

        Pass(1);

        Assert.Equal([(null, 1), ("a.example", 2)], asked);
    }

    [Fact]
    public async Task Reload_WithoutProbes_EndsThem()
    {
        var asked = 0;
        await using var app = await StartAsync(Options(), _ =>
        {
            asked++;
            return HttpStatusCode.OK;
        });
        Pass(1);
        Assert.Equal(2, asked);
        var options = Options();
        options.Backends["a"].Health!.Probe = null;
        app.GetRequiredService<TrafficRouter>().Update(options);

        Pass(1);
        Assert.Equal(3, asked);
        await Stop(app);
        Pass(3);
        Assert.Equal((3, 0), (asked, _clock.TimerCount));
    }

    [Fact]
    public async Task Probe_NotConfigured_IsNotSent()
    {
        var options = Options();
        foreach (var backend in options.Backends.Values)
            backend.Health!.Probe = null;
        await using var app = await StartAsync(options, _ => throw new InvalidOperationException("It was asked."));

        Assert.Equal(0, _clock.TimerCount);
    }

    [Fact]
    public async Task Probe_OfARealServer_CarriesNothingOfTheClientsDefaults()
    {
        await using var server = await BackendServer.StartAsync();
        var options = Options();
        options.Backends.Remove("b");
        options.Services["s"].Routes["all"].Weights.Remove("b");
        options.Backends["a"].Address = new Uri(server.Address, "base").ToString();
        // The clock is further than that once the probe is sent.
        options.Backends["a"].Health!.Probe!.Timeout = TimeSpan.FromDays(1);
        var answered = new TaskCompletionSource();
        var services = Services(options);
        services.ConfigureHttpClientDefaults(c => c.AddTrafficRouting().AddHttpMessageHandler(() => new Secret()));
        services.AddHttpClient(TrafficRoutingDefaults.ProbeClientName).AddHttpMessageHandler(() => new Watch(answered));
        await using var app = services.BuildServiceProvider();
        await Start(app);

        Pass(1);
        await answered.Task.WaitAsync(Token);

        var probe = Assert.Single(server.Requests);
        Assert.Equal(("GET", "/base/healthz"), (probe.Method, probe.Target));
        Assert.False(probe.Headers.ContainsKey("Authorization"));
        await Stop(app);
    }

    private void Pass(int intervals)
    {
        for (var i = 0; i < intervals; i++)
            _clock.Advance(Interval);
    }

    private static List<string> Seen(IServiceProvider app) => [.. Enumerable.Range(0, 60).Select(_ =>
    {
        var request = new TestRequest("GET", "http://s/");
        return app.GetRequiredService<TrafficRouter>().Decide(in request)!.Backend!.Name;
    }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    // What answers at once has the whole probe done when the clock has moved.
    private async Task<ServiceProvider> StartAsync(TrafficRoutingOptions options, Func<HttpRequestMessage, HttpStatusCode> answer)
    {
        var services = Services(options);
        services.AddHttpClient(TrafficRoutingDefaults.ProbeClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new StubHandler(request => new(answer(request)) { RequestMessage = request }));
        var app = services.BuildServiceProvider();
        await Start(app);
        return app;
    }

    private ServiceCollection Services(TrafficRoutingOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddTrafficRouting(o =>
        {
            foreach (var (name, backend) in options.Backends)
                o.Backends[name] = backend;
            foreach (var (name, service) in options.Services)
                o.Services[name] = service;
        });
        return services;
    }

    private static async Task Start(IServiceProvider app)
    {
        foreach (var service in app.GetServices<IHostedService>())
            await service.StartAsync(Token);
    }

    private static async Task Stop(IServiceProvider app)
    {
        foreach (var service in app.GetServices<IHostedService>())
            await service.StopAsync(Token);
    }

    private static TrafficRoutingOptions Options() => new()
    {
        Backends =
        {
            ["a"] = new() { Address = "http://a/base", Health = new() { Probe = new() { Path = "/healthz" } } },
            ["b"] = new() { Address = "http://b/base", Health = new() { Probe = new() { Path = "/healthz" } } },
        },
        Services = { ["s"] = new() { Hosts = { "s" }, Routes = { ["all"] = new() { Weights = { ["a"] = 1, ["b"] = 1 } } } } },
    };

    private sealed class Secret : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Authorization = new("Bearer", "secret");
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Watch(TaskCompletionSource answered) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            answered.TrySetResult();
            return response;
        }
    }
}
