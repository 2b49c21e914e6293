using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Manifests.Tests.Docs;

/// <summary>The code of docs/manifests.md, which has to compile.</summary>
internal static class ManifestsSnippets
{
    public static void Add(ConfigurationManager configuration, IServiceCollection services, Stream stream, string yaml)
    {
        configuration.AddTrafficManifests("routing.yaml", optional: false, reloadOnChange: true);
        configuration.AddTrafficManifests("manifests/*.yaml");                     // a glob; ** crosses folders
        configuration.AddTrafficManifests("/etc/routing", reloadOnChange: true);   // the .yaml, .yml and .json files of a directory, a mounted ConfigMap too
        configuration.AddTrafficManifests(stream);
        configuration.AddTrafficManifestsFromText(yaml, o => o.Namespace = "shop");
        services.AddTrafficRouting(configuration.GetSection("TrafficRouting"));
    }
}
