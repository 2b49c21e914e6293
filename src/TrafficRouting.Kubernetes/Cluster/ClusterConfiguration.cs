using k8s;

namespace TrafficRouting.Kubernetes;

/// <summary>Finds the cluster that an application belongs to.</summary>
internal static class ClusterConfiguration
{
    private const string DefaultNamespace = "default";

    /// <summary>Gives what finds the configuration, again and again.</summary>
    public static Func<KubernetesClientConfiguration> Of(KubernetesOptions options)
    {
        if (options.Configuration is { } own)
            return own;
        if (options.KubeConfig is null && options.Context is null && KubernetesClientConfiguration.IsInCluster())
            return KubernetesClientConfiguration.InClusterConfig;
        return () => KubernetesClientConfiguration.BuildConfigFromConfigFile(options.KubeConfig, options.Context);
    }

    /// <summary>Gives what finds the configuration, again and again.</summary>
    public static Func<KubernetesClientConfiguration> Of(KubernetesClusterOptions options) =>
        Of(new KubernetesOptions { KubeConfig = options.KubeConfig, Context = options.Context, Configuration = options.Configuration });

    /// <summary>Gives the namespaces to follow, an empty one for all.</summary>
    /// <exception cref="Exception">There is no configuration, which names the application's own.</exception>
    public static IReadOnlyList<string> NamespacesOf(KubernetesOptions options, Func<KubernetesClientConfiguration> configure)
    {
        // What cannot be used at all shows here, before anything waits for it.
        var own = configure().Namespace;
        if (options.Namespaces.Contains("*"))
            return [""];
        return options.Namespaces.Count > 0 ? [.. options.Namespaces.Distinct(StringComparer.Ordinal)] : [string.IsNullOrEmpty(own) ? DefaultNamespace : own];
    }
}
