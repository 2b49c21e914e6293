using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;
using TrafficRouting.TestKit;

namespace TrafficRouting.Hosts.Tests;

/// <summary>A container whose service <c>catalog</c> is on one real server and mirrored to another.</summary>
internal sealed class Catalog : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Catalog(BackendServer primary, BackendServer mirror, ServiceProvider services) => (Primary, Mirror, _services) = (primary, mirror, services);

    public BackendServer Primary { get; }

    public BackendServer Mirror { get; }

    public IServiceProvider Services => _services;

    /// <summary>Starts both servers.</summary>
    /// <param name="register">Registers the client.</param>
    /// <param name="byDiscovery">Whether the backends' addresses are names that service discovery resolves by configuration.</param>
    public static async Task<Catalog> StartAsync(Action<IServiceCollection> register, bool byDiscovery = false)
    {
        var primary = await BackendServer.StartAsync("v1");
        var mirror = await BackendServer.StartAsync("v2");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Services:catalog-v1:http:0"] = primary.Address.ToString(),
            ["Services:catalog-v2:http:0"] = mirror.Address.ToString(),
        }).Build());
        services.AddTrafficRouting(options => options
            .AddBackend("v1", byDiscovery ? "https+http://catalog-v1" : primary.Address.ToString())
            .AddBackend("v2", byDiscovery ? "https+http://catalog-v2" : mirror.Address.ToString())
            .AddService("catalog", service => service
                .AddHost("catalog")
                .AddRoute("all", route => route.SendTo("v1").Mirrors["v2"] = new() { Methods = { "*" } })));
        register(services);
        return new(primary, mirror, services.BuildServiceProvider());
    }

    public HttpClient Client() => _services.GetRequiredService<IHttpClientFactory>().CreateClient("catalog");

    /// <summary>Waits until the copies are there, and asserts that each is what the primary received.</summary>
    public async Task AssertCopiedAsync()
    {
        await _services.GetRequiredService<TrafficMirror>().WhenIdleAsync(TestContext.Current.CancellationToken);
        Assert.NotEmpty(Primary.Requests);
        Assert.Equal(Primary.Requests.Select(Text).Order(), Mirror.Requests.Select(Text).Order());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Primary.DisposeAsync();
        await Mirror.DisposeAsync();
    }

    private static string Text(RecordedRequest request) => $"{request.Method} {request.Target} {request.Header("Content-Type")} {Convert.ToHexString(request.Body)}";
}
