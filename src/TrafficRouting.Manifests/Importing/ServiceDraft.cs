namespace TrafficRouting.Manifests;

/// <summary>A service that documents give rules for, before it is known which hosts and short names are its own.</summary>
internal sealed class ServiceDraft
{
    private readonly string[] _written;
    private readonly ClusterName?[] _names;
    private readonly ServiceOptions _options;
    private readonly List<string> _hosts = [];
    private readonly List<ClusterName> _short = [];
    private ServiceOptions? _settled;

    /// <summary>Initializes a draft.</summary>
    /// <param name="document">The document that gives the rules.</param>
    /// <param name="name">The name it gets unless that is used already.</param>
    /// <param name="written">The full host names.</param>
    /// <param name="options">The service, without its hosts.</param>
    /// <param name="names">The rules of cluster host names.</param>
    public ServiceDraft(ManifestDocument document, string name, string[] written, ServiceOptions options, ClusterNames names)
    {
        Document = document;
        Name = name;
        _written = written;
        _options = options;
        _names = Array.ConvertAll(written, h => names.TrySplit(h, out var service, out var @namespace) ? new ClusterName(service, @namespace) : null);
    }

    public ManifestDocument Document { get; }

    public string Name { get; }

    /// <summary>Gets a value indicating whether it has all hosts that it was written for, before it takes short names.</summary>
    public bool HasAllHosts => _hosts.Count == _written.Length;

    /// <summary>Tells whether it was written for the same hosts as another.</summary>
    public bool IsLike(ServiceDraft other) => ReferenceEquals(this, other) || _written.AsSpan().SequenceEqual(other._written);

    /// <summary>Takes the hosts that no other has taken before.</summary>
    /// <returns>Whether it has any.</returns>
    public bool TakeHosts(Dictionary<string, ManifestDocument> owners)
    {
        _hosts.Clear();
        _short.Clear();
        for (var i = 0; i < _written.Length; i++)
        {
            if (!owners.TryAdd(_written[i], Document))
            {
                var owner = owners[_written[i]];
                Document.Root.Error($"The host {_written[i]} already has rules from {owner.Title} ({owner.Position}); only one document can give a host its rules");
                continue;
            }

            _hosts.Add(_written[i]);
            if (_names[i] is { } name)
                _short.Add(name);
        }

        return _hosts.Count > 0;
    }

    /// <summary>Takes the short names that its hosts also answer to, and gives the service: the same one as long as its hosts are the same.</summary>
    public ServiceOptions Settle(Dictionary<string, ManifestDocument> owners, BareNames bare, string? ownNamespace)
    {
        foreach (var name in _short)
        {
            Take(name.WithNamespace);
            Take(name.WithSvc);
            if (bare.Means(name, ownNamespace))
                Take(name.Service);
        }

        return Settled();

        void Take(string alias)
        {
            if (owners.TryAdd(alias, Document))
                _hosts.Add(alias);
        }
    }

    /// <summary>Takes the hosts of another one, in whose place it is, and gives the service.</summary>
    public ServiceOptions Replace(ServiceDraft other)
    {
        _hosts.Clear();
        _hosts.AddRange(other._hosts);
        return Settled();
    }

    private ServiceOptions Settled()
    {
        if (_settled is not null && HasTheirs(_settled.Hosts))
            return _settled;
        // What was given away once is never changed.
        _settled = _settled is null ? _options : Copy();
        foreach (var host in _hosts)
            _settled.Hosts.Add(host);
        return _settled;
    }

    private bool HasTheirs(IList<string> hosts)
    {
        if (hosts.Count != _hosts.Count)
            return false;
        for (var i = 0; i < _hosts.Count; i++)
        {
            if (!hosts[i].Equals(_hosts[i], StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    private ServiceOptions Copy()
    {
        var copy = new ServiceOptions { Unmatched = _options.Unmatched };
        foreach (var port in _options.Ports)
            copy.Ports.Add(port);
        foreach (var (route, options) in _options.Routes)
            copy.Routes[route] = options;
        return copy;
    }
}
