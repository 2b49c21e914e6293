using k8s;
using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>Which objects of which cluster are followed, and what happens without it.</summary>
public sealed class KubernetesOptions
{
    /// <summary>Gets the namespaces whose objects are followed; <c>*</c> for all, which needs a ClusterRole.</summary>
    /// <value>The default, when empty, is the namespace of the Pod, or else that of the kubeconfig's context, or else <c>default</c>.</value>
    public IList<string> Namespaces { get; } = [];

    /// <summary>Gets or sets the kinds that are followed, as far as the cluster serves them; one that is installed later is followed from then on.</summary>
    /// <value>The default is <see cref="KubernetesKinds.Default"/>: all rules, and Services.</value>
    public KubernetesKinds Kinds { get; set; } = KubernetesKinds.Default;

    /// <summary>Gets or sets which objects are followed by their labels, as kubectl's <c>-l</c> takes it: <c>team=web,tier!=test</c>. Holds for rules alone, not for Services, EndpointSlices and Pods.</summary>
    /// <value>The default is <see langword="null"/>: all.</value>
    public string? LabelSelector { get; set; }

    /// <summary>Gets the hosts that the cluster's rules may steer, as names, <c>*.suffix</c> or <c>*</c>; a rule for another one is left out with a warning.</summary>
    /// <value>The default, when empty, is every host.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Gets or sets how long the start waits for the cluster's first answers; above zero.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Gets or sets a value indicating whether the application starts without the cluster, or without rights in it, on what its other sources
    /// say, and follows the cluster once it can.
    /// </summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Optional { get; set; } = true;

    /// <summary>Gets or sets the path of the kubeconfig; not looked at when <see cref="Configuration"/> is set.</summary>
    /// <value>The default is <see langword="null"/>: the service account in a Pod, else <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.</value>
    public string? KubeConfig { get; set; }

    /// <summary>Gets or sets the context of the kubeconfig.</summary>
    /// <value>The default is <see langword="null"/>: the current one.</value>
    public string? Context { get; set; }

    /// <summary>Gets or sets what gives the address and credentials of the API server; asked again when they are refused. Safe for concurrent use.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="KubeConfig"/> says.</value>
    public Func<KubernetesClientConfiguration>? Configuration { get; set; }

    /// <summary>Gets how the objects are read: who the application is, and where their own rules are narrowed.</summary>
    /// <value>Its <see cref="TrafficManifestOptions.Namespace"/> is the first of <see cref="Namespaces"/> unless it is set; sizes and intervals of files are of no effect.</value>
    public TrafficManifestOptions Documents { get; } = new();

    internal void Validate()
    {
#pragma warning disable MA0015 // The properties are the arguments of whoever configures the options.
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(StartTimeout, TimeSpan.Zero);
        foreach (var @namespace in Namespaces)
        {
            if (string.IsNullOrWhiteSpace(@namespace) || @namespace.Contains('/', StringComparison.Ordinal))
                throw new ArgumentException($"'{@namespace}' is not a namespace; write its name, or '*' for all.", nameof(Namespaces));
        }

        foreach (var host in AllowedHosts)
        {
            if (string.IsNullOrWhiteSpace(host) || host.AsSpan(1).Contains('*') || (host[0] == '*' && host is not "*" && !host.StartsWith("*.", StringComparison.Ordinal)))
                throw new ArgumentException($"'{host}' is not a host; write a name, '*.suffix' or '*'.", nameof(AllowedHosts));
        }

        Documents.Validate();
#pragma warning restore MA0015
    }
}
