using System.Globalization;
using System.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.ColdStart;

/// <summary>Programs that make one call and end.</summary>
internal static class ColdPrograms
{
    public const string None = "a plain client";

    private const string Json = """
        { "TrafficRouting": {
            "Backends": { "v1": { "Address": "http://10.0.0.1:9080" }, "v2": { "Address": "http://10.0.0.2:9080" } },
            "Services": { "reviews": { "Hosts": [ "reviews" ], "Routes": {
                "testers": { "Matches": [ { "Headers": { "x-user": { "Exact": "jason" } } } ], "Weights": { "v2": 1 } },
                "default": { "Weights": { "v1": 90, "v2": 10 } } } } } } }
        """;

    private const string Document = """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: reviews }
        spec:
          hosts: [ reviews ]
          http:
          - match: [ { headers: { x-user: { exact: jason } } } ]
            route: [ { destination: { host: reviews-v2 } } ]
          - route:
            - { destination: { host: reviews-v1 }, weight: 90 }
            - { destination: { host: reviews-v2 }, weight: 10 }
        """;

    private static readonly Dictionary<string, Action<IServiceCollection>> Programs = new()
    {
        [None] = static services => Client(services),
        ["none again"] = static services => Client(services),
        ["routing in code"] = static services =>
        {
            services.AddTrafficRouting(options => options
                .AddBackend("v1", "http://10.0.0.1:9080")
                .AddBackend("v2", "http://10.0.0.2:9080")
                .AddService("reviews", reviews => reviews
                    .AddHost("reviews")
                    .AddRoute("testers", route => route.AddMatch(match => match.WithHeader("x-user", "jason")).SendTo("v2", 1))
                    .AddRoute("default", route => route.SendTo("v1", 90).SendTo("v2", 10))));
            Client(services).AddTrafficRouting();
        },
        ["routing in JSON"] = static services =>
        {
            using var json = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Json));
            services.AddTrafficRouting(new ConfigurationBuilder().AddJsonStream(json).Build().GetSection("TrafficRouting"));
            Client(services).AddTrafficRouting();
        },
        ["routing in a document"] = static services =>
        {
            services.AddTrafficRouting().AddManifestsFromText(Document);
            Client(services).AddTrafficRouting();
        },
        ["Http.Resilience standard handler"] = static services => Client(services).AddStandardResilienceHandler(),
        ["service discovery"] = static services =>
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Services:reviews:http:0", "10.0.0.1:9080")]).Build());
            services.AddServiceDiscovery();
            Client(services).AddServiceDiscovery();
        },
    };

    public static IReadOnlyCollection<string> Names => Programs.Keys;

    public static async Task<int> RunAsync(string name)
    {
        var services = new ServiceCollection().AddLogging();
        Programs[name](services);
        await using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("client");
        using var response = await client.GetAsync(new Uri("http://reviews/api/v1/1"));
        Console.WriteLine(response.StatusCode);
        // On this thread alone: what is compiled beside it, or again because it is used much, holds up nobody.
        Console.WriteLine(JitInfo.GetCompiledMethodCount(currentThread: true));
        Console.WriteLine(Environment.CpuUsage.TotalTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static IHttpClientBuilder Client(IServiceCollection services) =>
        services.AddHttpClient("client").ConfigurePrimaryHttpMessageHandler(static () => new AtOnce());
}
