namespace TrafficRouting.Manifests;

/// <summary>How documents are read: who the application is, and where the documents' own rules are narrowed.</summary>
public sealed class TrafficManifestOptions
{
    /// <summary>Gets or sets the namespace of the application, held against <c>sourceNamespace</c> and the first choice for short host names.</summary>
    /// <value>The default is <see langword="null"/>: not given, so no <c>sourceNamespace</c> matches.</value>
    public string? Namespace { get; set; }

    /// <summary>Gets the labels of the application, held against <c>sourceLabels</c>.</summary>
    /// <value>The default is empty: not given, so no <c>sourceLabels</c> match.</value>
    public IDictionary<string, string> Labels { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the gateways the application plays the part of, as <c>namespace/name</c> or <c>name</c>; <c>mesh</c> for calls inside the mesh.</summary>
    /// <value>The default is empty: not given, so the rules of every gateway apply.</value>
    public IList<string> Gateways { get; } = [];

    /// <summary>Gets the hosts that gateways are called by, as names, <c>*.suffix</c> or <c>*</c>: those of routes and listeners without hostnames, beside the Gateway's addresses, of VirtualServices of a gateway for <c>*</c>, and of APISIX routes without a host.</summary>
    /// <value>The default is empty: such a route takes no host of its own, because every host that the application calls could be meant; one of APISIX takes them all.</value>
    public IList<string> GatewayHosts { get; } = [];

    /// <summary>Gets or sets the domain of the cluster, the end of a Service's full name.</summary>
    /// <value>The default is <c>cluster.local</c>.</value>
    public string ClusterDomain { get; set; } = "cluster.local";

    /// <summary>Gets or sets a value indicating whether the host of mirrored requests carries <c>-shadow</c>, as Istio did up to 1.27.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ShadowHostSuffix { get; set; } = true;

    /// <summary>Gets the methods that the documents' mirrors copy.</summary>
    /// <value>The default, when empty, is every method, as the documents' specifications demand.</value>
    public IList<string> MirrorMethods { get; } = [];

    /// <summary>Gets or sets a value indicating whether the documents' mirrors copy Authorization, Cookie and Proxy-Authorization.</summary>
    /// <value>The default is <see langword="true"/>, as the documents' specifications demand.</value>
    public bool MirrorCredentials { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether a request whose most specific HTTPRoute hostname has no matching rule is answered
    /// with 404 instead of trying the rules of broader hostnames.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool StrictHostnames { get; set; }

    /// <summary>Gets or sets where an HTTPRoute's regular expressions stand among its other path matches.</summary>
    /// <value>The default is <see cref="RegexOrder.AfterPrefixes"/>.</value>
    public RegexOrder RegexOrder { get; set; }

    /// <summary>Gets or sets the largest file, in bytes; a larger one is refused.</summary>
    /// <value>The default is 16,777,216 (16 MiB).</value>
    public int MaxFileBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Gets or sets how often the files are looked at for changes; above zero.</summary>
    /// <value>The default is 4 seconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(4);

    internal void Validate()
    {
#pragma warning disable MA0015 // The properties are the arguments of whoever configures the options.
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(MaxFileBytes, 0);
        ArgumentException.ThrowIfNullOrWhiteSpace(ClusterDomain);
#pragma warning restore MA0015
    }
}
