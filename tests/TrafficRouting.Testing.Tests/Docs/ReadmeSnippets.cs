using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrafficRouting.Http;

namespace TrafficRouting.Testing.Tests.Docs;

/// <summary>The code that the readmes of the packages show.</summary>
internal static class ReadmeSnippets
{
    public static void Core(IConfiguration configuration, HttpRequestView request)
    {
        RoutingSnapshot read = TrafficRoutingOptionsReader.Read(configuration.GetSection("TrafficRouting"));
        foreach (Finding finding in read.Findings)
            Console.WriteLine(finding);               // every error and warning, with its path

        var router = new TrafficRouter(read.Options); // throws OptionsValidationException with every error and its path
        RouteDecision? decision = router.Decide(in request);
        Console.WriteLine(decision?.Backend);         // reviews-v2
        Console.WriteLine(router.Explain(in request)); // which route is taken, and why each earlier one is not
    }

    public static void Http(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
        builder.Services.AddHttpClient("reviews", client => client.BaseAddress = new("http://reviews"))
            .AddTrafficRouting();
    }

    public static void Manifests(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"))
            .AddManifests("routing.yaml");
    }

    public static void Rollouts(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting")).AddRollouts();
    }
}
