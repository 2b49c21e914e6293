using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Rollouts.Tests.Configuration;

/// <summary>The code of docs/rollouts.md, compiled.</summary>
internal static class RolloutSnippets
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"))
            .AddRollouts()
            .AddRolloutFileStore("/var/lib/shop/rollouts");                                 // survives restarts; memory by default
        services.AddHttpClient("reviews", c => c.BaseAddress = new("http://reviews")).AddTrafficRouting();
    }
}
