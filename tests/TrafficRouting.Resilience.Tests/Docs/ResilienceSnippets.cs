using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace TrafficRouting.Resilience.Tests.Docs;

/// <summary>The code of docs/resilience.md and of the package's README, which has to compile.</summary>
internal static class ResilienceSnippets
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews"))
            .AddTrafficRouting()
            .AddTrafficResilience(options => options.Retry.MaxRetryAttempts = 2);

        services.Configure<TrafficResilienceOptions>("reviews", configuration.GetSection("Resilience"));

        services.AddHttpClient("search").AddTrafficHedging(options => options.Hedging.MaxHedgedAttempts = 2);
    }

    public static void RegisterSafe(IHttpClientBuilder builder)
    {
        builder.AddTrafficResilience(options => options.Retry.DisableForUnsafeHttpMethods()); // using Microsoft.Extensions.Http.Resilience;
    }

    public static void RegisterPlain(IServiceCollection services)
    {
        services.AddHttpClient("reviews").AddTrafficRouting().AddTrafficResilience();
    }
}
