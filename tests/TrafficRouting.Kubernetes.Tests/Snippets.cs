using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace TrafficRouting.Kubernetes.Tests;

/// <summary>The code of the package's pages, compiled.</summary>
internal static class Snippets
{
    public static void Short(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"))
            .AddKubernetes();
    }

    public static void Rollouts(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"))
            .AddRollouts()
            .AddKubernetes()
            .AddKubernetesStore()
            .AddKubernetesEvents();
    }

    public static void RolloutsElsewhere(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"))
            .AddRollouts()
            .AddKubernetesStore(store =>
            {
                store.Namespace = "rollouts";
                store.NamePrefix = "shop-rollout-";
            });
    }

    public static void Long(WebApplicationBuilder builder)
    {
        builder.Services.AddTrafficRouting(builder.Configuration.GetSection("TrafficRouting"))
            .AddKubernetes(cluster =>
            {
                cluster.Namespaces.Add("shop");
                cluster.Kinds |= KubernetesKinds.EndpointSlices | KubernetesKinds.Pods;
                cluster.LabelSelector = "team=web";
                cluster.AllowedHosts.Add("*.shop.svc.cluster.local");
                cluster.StartTimeout = TimeSpan.FromSeconds(2);
                cluster.Optional = false;
                cluster.Documents.Gateways.Add("mesh");
            });
    }
}
