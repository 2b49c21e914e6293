using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace ShadowMirroring;

/// <summary>Three versions of the catalog and a client that knows none of them.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly ConfigurationManager _configuration;
    private readonly ServiceProvider _services;

    private Stage(CatalogBackend v1, CatalogBackend v2, CatalogBackend v3)
    {
        (V1, V2, V3) = (v1, v2, v3);
        _configuration = new ConfigurationManager();
        _configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "routing.json"));
        _configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TrafficRouting:Backends:v1:Address"] = v1.Address,
            ["TrafficRouting:Backends:v2:Address"] = v2.Address,
            ["TrafficRouting:Backends:v3:Address"] = v3.Address,
        });
        var services = new ServiceCollection();
        services.AddTrafficRouting(_configuration.GetSection("TrafficRouting"));
        _services = services
            .AddSingleton<IMirrorObserver>(Differences)
            .AddHttpClient("catalog", client => client.BaseAddress = new("http://catalog"))
            .AddTrafficRouting()
            .Services.BuildServiceProvider();
        Outcomes = new(_services.GetRequiredService<IMeterFactory>());
        Client = _services.GetRequiredService<IHttpClientFactory>().CreateClient("catalog");
    }

    public CatalogBackend V1 { get; }

    public CatalogBackend V2 { get; private set; }

    public CatalogBackend V3 { get; }

    public HttpClient Client { get; }

    public MirrorOutcomes Outcomes { get; }

    public TrafficMirror Mirror => _services.GetRequiredService<TrafficMirror>();

    public DifferenceCollector Differences { get; } = new();

    public static async Task<Stage> StartAsync() =>
        new(await CatalogBackend.StartAsync(Answer), await CatalogBackend.StartAsync(AnswerOfV2), await CatalogBackend.StartAsync(Answer));

    /// <summary>Takes the process of v2 away.</summary>
    public ValueTask KillV2Async() => V2.DisposeAsync();

    /// <summary>Starts v2 anew, elsewhere, and tells the configuration.</summary>
    public async Task ReplaceV2Async()
    {
        V2 = await CatalogBackend.StartAsync(AnswerOfV2);
        _configuration["TrafficRouting:Backends:v2:Address"] = V2.Address;
        ((IConfigurationRoot)_configuration).Reload();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _services.DisposeAsync();
        Outcomes.Dispose();
        await V1.DisposeAsync();
        await V2.DisposeAsync();
        await V3.DisposeAsync();
        _configuration.Dispose();
    }

    private static Task Answer(HttpContext context)
    {
        context.Response.Headers["x-currency"] = "EUR";
        return context.Response.WriteAsync($"product {context.Request.Path}");
    }

    // The mistake that the comparison is to find.
    private static Task AnswerOfV2(HttpContext context)
    {
        if (context.Request.Path != "/products/7/price")
            return Answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.Headers["x-currency"] = "USD";
        return Task.CompletedTask;
    }
}
