using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrafficRouting.Http;
using TrafficRouting.Testing;
using TrafficRouting.TestKit;

namespace TrafficRouting.AspNetCore.Tests;

/// <summary>A real application with a page, whose client <c>shop</c> calls the service <c>reviews</c> on two real servers.</summary>
internal sealed class PageApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly BackendServer _v1;
    private readonly BackendServer _v2;

    private PageApp(WebApplication app, FakeClock clock, IConfigurationRoot section, BackendServer v1, BackendServer v2)
    {
        (_app, Clock, Section, _v1, _v2) = (app, clock, section, v1, v2);
        Http = new() { BaseAddress = new(app.Urls.Single()) };
    }

    public FakeClock Clock { get; }

    public HttpClient Http { get; }

    public IConfigurationRoot Section { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts it.</summary>
    /// <param name="map">Maps the page; at <c>/traffic</c>, to be looked at by anybody, by default.</param>
    /// <param name="services">Adds services.</param>
    /// <param name="configure">Changes the keys of the section.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="v2">What the second backend answers.</param>
    public static async Task<PageApp> StartAsync(
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null,
        Action<Dictionary<string, string?>>? configure = null,
        string environment = "Production",
        RequestDelegate? v2 = null)
    {
        var first = await BackendServer.StartAsync("v1");
        var second = await BackendServer.StartAsync("v2", v2);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = "shop" });
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var keys = Keys(first.Address, second.Address);
        configure?.Invoke(keys);
        var section = new ConfigurationBuilder().AddInMemoryCollection(keys).Build();
        var clock = new FakeClock();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddTrafficRouting(section.GetSection("TrafficRouting")).AddRollouts();
        builder.Services.AddHttpClient("shop").AddTrafficRouting();
        builder.Services.AddAuthorization();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        (map ?? (a => a.MapTrafficRouting().AllowAnonymous()))(app);
        await app.StartAsync();
        return new(app, clock, section, first, second);
    }

    /// <summary>Answers 503.</summary>
    public static Task FailAsync(HttpContext context)
    {
        context.Response.StatusCode = 503;
        return Task.CompletedTask;
    }

    public async Task CallAsync(int times = 1, string url = "http://reviews/1")
    {
        using var client = Services.GetRequiredService<IHttpClientFactory>().CreateClient("shop");
        for (var i = 0; i < times; i++)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(url), TestContext.Current.CancellationToken);
            }
            catch (HttpRequestException)
            {
                // Nobody is at the address.
            }
        }

        await Services.GetRequiredService<TrafficMirror>().WhenIdleAsync(TestContext.Current.CancellationToken);
    }

    public async Task<JsonNode> GetAsync(string path) =>
        (await Http.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;

    /// <summary>Lets a second pass, and looks.</summary>
    public async Task<JsonNode> TickAsync(int seconds = 1)
    {
        for (var i = 0; i < seconds; i++)
        {
            await GetAsync("/traffic/api/traffic");
            Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await GetAsync("/traffic/api/traffic");
    }

    public void Reload(string key, string? value)
    {
        Section[key] = value;
        Section.Reload();
    }

    public IReadOnlyList<RouteEndpoint> Endpoints() => [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>Counts what measures: the recorder, and whether requests are timed for it.</summary>
    public int RecordersAndTimers() => Services.GetRequiredKeyedService<TrafficTap>("").Recorder is null ? 0 : Clock.TimerCount;

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        await _v1.DisposeAsync();
        await _v2.DisposeAsync();
    }

    private static Dictionary<string, string?> Keys(Uri v1, Uri v2) => new()
    {
        ["TrafficRouting:Backends:v1:Address"] = v1.ToString(),
        ["TrafficRouting:Backends:v2:Address"] = v2.ToString(),
        ["TrafficRouting:Services:reviews:Hosts:0"] = "reviews",
        ["TrafficRouting:Services:reviews:Routes:staff:Order"] = "1",
        ["TrafficRouting:Services:reviews:Routes:staff:Matches:0:Headers:end-user"] = "jason",
        ["TrafficRouting:Services:reviews:Routes:staff:Weights:v2"] = "1",
        ["TrafficRouting:Services:reviews:Routes:default:Order"] = "2",
        ["TrafficRouting:Services:reviews:Routes:default:Selection"] = "RoundRobin",
        ["TrafficRouting:Services:reviews:Routes:default:Weights:v1"] = "3",
        ["TrafficRouting:Services:reviews:Routes:default:Weights:v2"] = "1",
    };
}
