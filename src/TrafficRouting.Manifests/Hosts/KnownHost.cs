namespace TrafficRouting.Manifests;

/// <summary>What a document says about a host that requests can be sent to, or all of them together.</summary>
/// <param name="name">The full name, lower-case.</param>
internal sealed class KnownHost(string name)
{
    private string? _dnsName = name;
    private bool _hasDnsName;

    public string Name { get; } = name;

    /// <summary>Gets the ports; empty when no document gives them.</summary>
    public List<KnownPort> Ports { get; } = [];

    /// <summary>Gets the endpoints; empty when the host is reached by its own name.</summary>
    public List<KnownEndpoint> Endpoints { get; } = [];

    /// <summary>Gets the subsets by name.</summary>
    public Dictionary<string, KnownSubset> Subsets { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what the host's own name resolves to; null where the name means nothing outside the mesh.</summary>
    public string? DnsName
    {
        get => _dnsName;
        set => (_dnsName, _hasDnsName) = (value, true);
    }

    /// <summary>Gets or sets how requests are spread over the endpoints and how they are sent; the default where no document says so.</summary>
    public BackendPolicy Policy { get; set; } = BackendPolicy.Default;

    /// <summary>Gets the names of the ports that policies want https at; an empty one stands for all.</summary>
    public HashSet<string> TlsPorts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether a Service or ServiceEntry declares the host.</summary>
    public bool IsDeclared { get; set; }

    /// <summary>Brings together what several documents say. Of ports with one number the first counts, of names and policies the last.</summary>
    public static KnownHost Merge(IReadOnlyList<KnownHost> said)
    {
        var host = new KnownHost(said[0].Name);
        foreach (var part in said)
            host.Add(part);
        return host;
    }

    /// <summary>Tells whether https is spoken at a port.</summary>
    public bool IsTls(KnownPort? port) => (port?.IsTls ?? false) || TlsPorts.Contains(string.Empty) || (port?.Name is { } name && TlsPorts.Contains(name));

    private void Add(KnownHost other)
    {
        TlsPorts.UnionWith(other.TlsPorts);
        Ports.AddRange(other.Ports.FindAll(p => !Ports.Exists(known => known.Number == p.Number)));
        Endpoints.AddRange(other.Endpoints);
        foreach (var (name, subset) in other.Subsets)
        {
            if (!Subsets.TryAdd(name, subset))
                subset.Fields.Error("name", $"'{name}' is there twice");
        }

        if (other._hasDnsName)
            DnsName = other.DnsName;
        if (!ReferenceEquals(other.Policy, BackendPolicy.Default))
            Policy = other.Policy;
        IsDeclared |= other.IsDeclared;
    }
}
