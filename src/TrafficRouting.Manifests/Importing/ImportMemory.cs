namespace TrafficRouting.Manifests;

/// <summary>What is kept from one import to the next: steps, and collections that would grow to the same size again.</summary>
internal sealed class ImportMemory
{
    public StepMemory Steps { get; } = new();

    public SubsetClashes Clashes { get; } = new();

    /// <summary>Gets what each document says about a host, by the host's name.</summary>
    public Dictionary<string, List<KnownHost>> Said { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what is known about a host altogether.</summary>
    public Dictionary<string, KnownHost> Hosts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the names of backends by their identities.</summary>
    public Dictionary<object, string> Names { get; } = [];

    /// <summary>Gets the backends in the order of their first use.</summary>
    public List<UsedBackend> Backends { get; } = [];

    /// <summary>Gets the documents that give hosts their rules.</summary>
    public Dictionary<string, ManifestDocument> Owners { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets how many services there were.</summary>
    public int Services { get; set; }

    /// <summary>Gets or sets how many steps there were.</summary>
    public int StepCount { get; set; }

    /// <summary>Begins an import.</summary>
    /// <returns>How many backends there were.</returns>
    public int Begin()
    {
        var backends = Backends.Count;
        foreach (var (name, said) in Said)
        {
            // Those that the last import did not fill belong to a host that is gone.
            if (said.Count == 0)
                Said.Remove(name);
            said.Clear();
        }

        Hosts.Clear();
        Names.Clear();
        Backends.Clear();
        Owners.Clear();
        return backends;
    }
}
