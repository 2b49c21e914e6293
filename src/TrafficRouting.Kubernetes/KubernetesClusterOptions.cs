using k8s;

namespace TrafficRouting.Kubernetes;

/// <summary>Where something of rollouts is kept in a cluster, and who the application is there.</summary>
public abstract class KubernetesClusterOptions
{
    private protected KubernetesClusterOptions()
    {
    }

    /// <summary>Gets or sets the namespace.</summary>
    /// <value>The default is <see langword="null"/>: the namespace of the Pod, or else that of the kubeconfig's context, or else <c>default</c>.</value>
    public string? Namespace { get; set; }

    /// <summary>Gets or sets the path of the kubeconfig; not looked at when <see cref="Configuration"/> is set.</summary>
    /// <value>The default is <see langword="null"/>: as <c>AddKubernetes</c> of the same table says, else the service account in a Pod, else <c>$KUBECONFIG</c>, else <c>~/.kube/config</c>.</value>
    public string? KubeConfig { get; set; }

    /// <summary>Gets or sets the context of the kubeconfig.</summary>
    /// <value>The default is <see langword="null"/>: the current one.</value>
    public string? Context { get; set; }

    /// <summary>Gets or sets what gives the address and credentials of the API server; asked again when they are refused. Safe for concurrent use.</summary>
    /// <value>The default is <see langword="null"/>: as <see cref="KubeConfig"/> says.</value>
    public Func<KubernetesClientConfiguration>? Configuration { get; set; }

    /// <summary>Takes from the source of the same table what is not said here.</summary>
    internal void Follow(KubernetesOptions? source)
    {
        if (source is null || KubeConfig is not null || Context is not null || Configuration is not null)
            return;
        (KubeConfig, Context, Configuration) = (source.KubeConfig, source.Context, source.Configuration);
        if (source.Namespaces is [var only] && only != "*")
            Namespace ??= only;
    }

    internal void CheckNamespace()
    {
#pragma warning disable MA0015 // The properties are the arguments of whoever configures the options.
        if (Namespace is { } given && (given.Length is 0 or > 63 || !given.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            throw new ArgumentException($"'{given}' is not a namespace; write its name.", nameof(Namespace));
#pragma warning restore MA0015
    }
}
