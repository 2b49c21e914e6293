using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.FeatureManagement;
using Yarp.ReverseProxy.Forwarder;

namespace TrafficRouting.Benchmarks.Peers;

/// <summary>What one would use instead: the packages themselves, splitting <c>http://reviews</c> 90/10 where they can split.</summary>
/// <param name="stable">Scheme, host and port of the one backend.</param>
/// <param name="canary">Those of the other.</param>
internal sealed class PeerHandlers(string stable, string canary)
{
    public HttpMessageHandler UriBuilder(HttpMessageHandler primary) =>
        new UriBuilderHandler((new(stable), 90), (new(canary), 10)) { InnerHandler = primary };

    public HttpMessageHandler Careful(HttpMessageHandler primary) => new CarefulHandler(stable, canary, canaryPercent: 10) { InnerHandler = primary };

    public HttpMessageHandler CarefulRestoring(HttpMessageHandler primary) => new CarefulRestoringHandler(stable, canary, canaryPercent: 10) { InnerHandler = primary };

    /// <summary>The standard resilience handler, which does not split.</summary>
    public HttpMessageHandler StandardResilience(HttpMessageHandler primary) => Chain(primary, client => client.AddStandardResilienceHandler());

    public HttpMessageHandler WeightedGroups(HttpMessageHandler primary) => Chain(primary, client => client.AddStandardHedgingHandler(routing =>
        routing.ConfigureWeightedGroups(options =>
        {
            options.SelectionMode = WeightedGroupSelectionMode.EveryAttempt;
            options.Groups.Add(new() { Weight = 90, Endpoints = { new() { Uri = new(stable) } } });
            options.Groups.Add(new() { Weight = 10, Endpoints = { new() { Uri = new(canary) } } });
        })));

    /// <summary>Service discovery, which gives each endpoint its turn.</summary>
    public HttpMessageHandler ServiceDiscovery(HttpMessageHandler primary) => Chain(primary, client =>
    {
        client.Services.AddSingleton(Settings(("Services:reviews:http:0", stable), ("Services:reviews:http:1", canary)));
        client.Services.AddServiceDiscovery();
        client.AddServiceDiscovery();
    });

    public HttpMessageHandler FeatureFlag(HttpMessageHandler primary) => Chain(primary, client =>
    {
        client.Services.AddFeatureManagement(Settings(("Canary:EnabledFor:0:Name", "Percentage"), ("Canary:EnabledFor:0:Parameters:Value", "10")));
        client.AddHttpMessageHandler(services => new FeatureFlagHandler(services.GetRequiredService<IVariantFeatureManager>(), stable, canary));
    });

    public HttpMessageHandler Forwarder(HttpMessageHandler primary)
    {
        var services = new ServiceCollection().AddLogging().AddHttpForwarder().BuildServiceProvider();
        return new ForwarderHandler(services.GetRequiredService<IHttpForwarder>(), new(primary), stable, canary, canaryPercent: 10);
    }

    // As AddHttpClient builds it, without its logging.
    private static HttpMessageHandler Chain(HttpMessageHandler primary, Action<IHttpClientBuilder> add)
    {
        var services = new ServiceCollection();
        var client = services.AddHttpClient("peer").RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(() => primary);
        add(client);
        return services.BuildServiceProvider().GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("peer");
    }

    private static IConfiguration Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
}
