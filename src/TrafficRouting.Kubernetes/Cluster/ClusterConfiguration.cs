using k8s;
using k8s.KubeConfigModels;

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
        return () => kubeConfig is null && OfEnvironment() is { Length: > 0 } files
            ? KubernetesClientConfiguration.BuildConfigFromConfigObject(Merged(files), context)
            : KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeConfig, context);
    }

    // As kubectl takes them: merged, without those that are not there. Where none is, that is the error; another cluster is not meant.
    private static FileInfo[] OfEnvironment()
    {
        var named = (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(path => new FileInfo(path)).ToArray();
        var there = Array.FindAll(named, file => file.Exists);
        return there.Length > 0 ? there : named;
    }

    // Of what several files have, the first one's holds.
    private static K8SConfiguration Merged(FileInfo[] files)
    {
        var all = Array.ConvertAll(files, file => KubernetesClientConfiguration.LoadKubeConfig(file));
        return new()
        {
            FileName = all[0].FileName,
            CurrentContext = Array.Find(all, c => !string.IsNullOrEmpty(c.CurrentContext))?.CurrentContext,
            Contexts = [.. all.SelectMany(c => c.Contexts ?? []).DistinctBy(c => c.Name, StringComparer.Ordinal)],
            Clusters = [.. all.SelectMany(c => c.Clusters ?? []).DistinctBy(c => c.Name, StringComparer.Ordinal)],
            Users = [.. all.SelectMany(c => c.Users ?? []).DistinctBy(c => c.Name, StringComparer.Ordinal)],
        };
    }
}
