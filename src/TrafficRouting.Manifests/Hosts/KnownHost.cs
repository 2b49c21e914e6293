namespace TrafficRouting.Manifests;

/// <summary>What a document says about a host that requests can be sent to, or all of them together.</summary>
/// <param name="name">The full name, lower-case.</param>
internal sealed class KnownHost(string name)
{
    private const int HttpPort = 80;

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

    /// <summary>Gets or sets how requests are spread over the endpoints and how they are sent, or null where no document says so.</summary>
    public TrafficPolicy? Policy { get; set; }

    /// <summary>Gets or sets where the policy is written.</summary>
    public Fields? PolicyFields { get; set; }

    /// <summary>Gets or sets a value indicating whether a DestinationRule is for this very host, so that none for a wildcard counts.</summary>
    public bool HasRule { get; set; }

    /// <summary>Gets the names of the ports that policies want https at; an empty one stands for all.</summary>
    public HashSet<string> TlsPorts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets a value indicating whether a Service or ServiceEntry declares the host.</summary>
    public bool IsDeclared { get; set; }

    /// <summary>Gets or sets a value indicating whether no other ports than the declared ones are in use.</summary>
    public bool HasAllPorts { get; set; }

    /// <summary>Gets or sets a value indicating whether the name leads to the endpoints themselves, which listen at the target ports.</summary>
    public bool LeadsToEndpoints { get; set; }

    /// <summary>
    /// Gets the ports at which a proxy sees requests, or null where nothing is known of others: as soon as a document declares a
    /// port that speaks something else, or all there are, rules apply to no other ports than these, and to callers who name none.
    /// </summary>
    public IReadOnlyList<int>? PortsOfRequests
    {
        get
        {
            var shown = Ports.FindAll(p => p.ShowsRequests).ConvertAll(p => p.Number);
            if (Ports.Count == 0 || (!HasAllPorts && shown.Count == Ports.Count))
                return null;
            if (shown.Count > 0 && !Ports.Exists(p => p.Number == HttpPort))
                shown.Add(HttpPort);
            return shown;
        }
    }

    /// <summary>Brings together what several documents say. Of ports with one number, of subsets with one name and of policies the first counts, of names the last.</summary>
    public static KnownHost Merge(IReadOnlyList<KnownHost> said)
    {
        var host = new KnownHost(said[0].Name);
        foreach (var part in said)
            host.Add(part);
        return host;
    }

    /// <summary>Tells whether https is spoken at a port.</summary>
    public bool IsTls(KnownPort? port) => port?.Protocol is PortProtocol.Https || TlsPorts.Contains(string.Empty) || (port?.Name is { } name && TlsPorts.Contains(name));

    private void Add(KnownHost other)
    {
        TlsPorts.UnionWith(other.TlsPorts);
        Ports.AddRange(other.Ports.FindAll(p => !Ports.Exists(known => known.Number == p.Number)));
        Endpoints.AddRange(other.Endpoints);
        foreach (var (name, subset) in other.Subsets)
        {
            if (!Subsets.TryAdd(name, subset))
                subset.Fields.Warning("name", $"'{name}' is left out: another DestinationRule gives {Name} a subset of that name before");
        }

        if (other.Policy is not null && Policy is not null)
            other.PolicyFields?.Warning("trafficPolicy", $"is left out: another DestinationRule gives {Name} one before");
        if (other._hasDnsName)
            DnsName = other.DnsName;
        Policy ??= other.Policy;
        HasRule |= other.HasRule;
        IsDeclared |= other.IsDeclared;
        HasAllPorts |= other.HasAllPorts;
        LeadsToEndpoints |= other.LeadsToEndpoints;
    }
}
