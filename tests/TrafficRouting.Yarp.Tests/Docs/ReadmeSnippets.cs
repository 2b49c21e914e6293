using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Yarp.Tests.Docs;

/// <summary>The code of the package's README, which has to compile and to do what it says.</summary>
internal static class ReadmeSnippets
{
    public static void Register(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"));
        builder.Services.AddReverseProxy()
            .LoadFromConfig(builder.Configuration.GetSection("ReverseProxy"))
            .AddTrafficRouting();
    }
}
