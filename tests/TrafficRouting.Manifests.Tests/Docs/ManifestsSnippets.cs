using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Manifests.Tests.Docs;

/// <summary>The code of docs/manifests.md, which has to compile.</summary>
internal static class ManifestsSnippets
{
    public static void Add(IConfiguration configuration, IServiceCollection services, Stream stream, string yaml)
    {
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"))
            .AddManifests("routing.yaml")
            .AddManifests("manifests/*.yaml", optional: true)             // a glob; ** crosses folders
            .AddManifests("/etc/routing", reloadOnChange: false)          // the .yaml, .yml and .json files of a directory, a mounted ConfigMap too
            .AddManifests(stream)
            .AddManifestsFromText(yaml, o => o.Namespace = "shop");
    }

    public static void Load()
    {
        var manifests = TrafficManifests.Load("manifests/*.yaml", o => o.Namespace = "shop");
        foreach (var finding in manifests.Findings)
            Console.WriteLine(finding);
        var router = new TrafficRouter(manifests.Options);
    }
}
