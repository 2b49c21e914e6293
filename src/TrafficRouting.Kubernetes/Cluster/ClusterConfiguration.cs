using k8s;

namespace TrafficRouting.Kubernetes;

/// <summary>Finds the cluster that an application belongs to.</summary>
internal static class ClusterConfiguration
{
    private const string DefaultNamespace = "default";

    /// <summary>Gives what finds the configuration, again and again.</summary>
    public static Func<KubernetesClientConfiguration> Of(KubernetesOptions options) => Of(options.Configuration, options.KubeConfig, options.Context);

    /// <summary>Gives what finds the configuration, again and again.</summary>
    public static Func<KubernetesClientConfiguration> Of(KubernetesClusterOptions options) => Of(options.Configuration, options.KubeConfig, options.Context);

    /// <summary>Gives the namespaces to follow, an empty one for all.</summary>
    /// <exception cref="Exception">There is no configuration, which names the application's own.</exception>
    public static IReadOnlyList<string> NamespacesOf(KubernetesOptions options, Func<KubernetesClientConfiguration> configure)
    {
        // What cannot be used at all shows here, before anything waits for it.
        var own = OwnNamespace(configure);
        if (options.Namespaces.Contains("*"))
            return [""];
        return options.Namespaces.Count > 0 ? [.. options.Namespaces.Distinct(StringComparer.Ordinal)] : [own];
    }

    /// <summary>Gives the application's own namespace.</summary>
    /// <exception cref="Exception">There is no configuration.</exception>
    public static string OwnNamespace(Func<KubernetesClientConfiguration> configure) => configure().Namespace is { Length: > 0 } own ? own : DefaultNamespace;

    private static Func<KubernetesClientConfiguration> Of(Func<KubernetesClientConfiguration>? own, string? kubeConfig, string? context)
    {
        if (own is not null)
            return own;
        if (kubeConfig is null && context is null && KubernetesClientConfiguration.IsInCluster())
            return KubernetesClientConfiguration.InClusterConfig;
        return () => KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeConfig, context);
    }
}
