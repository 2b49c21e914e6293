namespace TrafficRouting.Manifests;

/// <summary>What the documents say about a host that requests can be sent to.</summary>
/// <param name="Name">The full name, lower-case.</param>
/// <param name="Position">The document that says so.</param>
internal sealed record KnownHost(string Name, Position Position)
{
    /// <summary>Gets the ports; empty when no document gives them.</summary>
    public List<KnownPort> Ports { get; } = [];

    /// <summary>Gets the endpoints; empty when the host is reached by its own name.</summary>
    public List<KnownEndpoint> Endpoints { get; } = [];

    /// <summary>Gets the subsets by name.</summary>
    public Dictionary<string, KnownSubset> Subsets { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what the host's own name resolves to; null where the name means nothing outside the mesh.</summary>
    public string? DnsName { get; set; } = Name;

    /// <summary>Gets or sets how requests are spread over the endpoints and how they are sent.</summary>
    public BackendPolicy Policy { get; set; } = new();

    /// <summary>Gets or sets a value indicating whether a Service or ServiceEntry declares the host.</summary>
    public bool IsDeclared { get; set; }
}
