namespace TrafficRouting.Manifests;

/// <summary>
/// Turns destinations into backends. An address is taken from endpoints chosen by the subset's labels, else from the host's own
/// DNS name and port; without either the backend has none, and configuration must give it one.
/// </summary>
internal sealed class AddressBook(TrafficRoutingOptions routing, ClusterNames names)
{
    private readonly Dictionary<string, KnownHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Destination, string> _backends = [];
    private readonly Dictionary<object, string> _shared = [];
    private readonly Dictionary<string, Position> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _unresolved = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets what is known about a host, to add to it.</summary>
    public KnownHost Host(string fullName, Position position)
    {
        if (!_hosts.TryGetValue(fullName, out var host))
            _hosts[fullName] = host = new KnownHost(fullName.ToLowerInvariant(), position);
        return host;
    }

    /// <summary>Gets what is known about a host, or null.</summary>
    public KnownHost? Find(string fullName) => _hosts.GetValueOrDefault(fullName);

    /// <summary>Gets the name of the backend for a destination, made on first use.</summary>
    /// <param name="destination">The destination.</param>
    /// <param name="fields">Where it is written.</param>
    public string BackendFor(Destination destination, Fields fields)
    {
        // The only port of a host and no port are the same destination.
        var port = destination.Port ?? PortOf(destination.Host);
        var key = destination with { Host = destination.Host.ToLowerInvariant(), Port = port };
        if (_backends.TryGetValue(key, out var name))
            return name;

        var plain = NameOf(key);
        name = routing.Backends.ContainsKey(plain) ? ConfigurationName.Unused($"{plain}.{port}", routing.Backends) : plain;
        routing.Backends[name] = Make(key, fields, name);
        _places[name] = fields.Position;
        return _backends[key] = name;
    }

    /// <summary>Makes a backend that is sent where another is, with header edits and a Host of its own.</summary>
    /// <param name="backend">The other backend.</param>
    /// <param name="suffix">What its name ends with.</param>
    /// <param name="edits">The edits.</param>
    /// <param name="fields">Where they are written.</param>
    public string VariantOf(string backend, string suffix, BackendOptions edits, Fields fields)
    {
        edits.AddressFrom = backend;
        edits.PreserveHost = routing.Backends[backend].PreserveHost;
        return Add($"{backend}_{suffix}", edits, fields);
    }

    /// <summary>Adds a backend of the author's own, as a whole.</summary>
    /// <param name="name">The name it gets unless it is used already; then a number is put behind it.</param>
    /// <param name="backend">The backend.</param>
    /// <param name="fields">Where it is written.</param>
    /// <returns>Its name.</returns>
    public string Add(string name, BackendOptions backend, Fields fields)
    {
        var unused = ConfigurationName.Unused(name, routing.Backends);
        routing.Backends[unused] = fields.Locate(backend);
        return unused;
    }

    /// <summary>Adds a backend that several places share, on first use.</summary>
    /// <param name="identity">What the places have in common.</param>
    /// <param name="name">The name it gets unless it is used already; then a number is put behind it.</param>
    /// <param name="make">Makes it.</param>
    /// <param name="fields">Where it is written.</param>
    /// <returns>Its name.</returns>
    public string Share(object identity, string name, Func<BackendOptions> make, Fields fields)
    {
        if (!_shared.TryGetValue(identity, out var known))
            _shared[identity] = known = Add(name, make(), fields);
        return known;
    }

    /// <summary>Reports backends without an address, and subsets that cannot be told apart because they resolve to one. Either is moot once configuration gives an address.</summary>
    public void Report(Problems problems, string section)
    {
        foreach (var (name, reason) in _unresolved)
        {
            problems.Add(new(FindingSeverity.Error, KeyOf(name), $"{reason} Add it to the documents, or set {KeyOf(name)}.", _places[name].ToString())
            {
                Backend = name,
            });
        }

        var subsets = _backends.Where(b => b.Key.Subset is not null && routing.Backends[b.Value].Address is not null);
        foreach (var clash in subsets.GroupBy(b => routing.Backends[b.Value].Address!, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            var keys = string.Join(" and ", clash.Select(b => KeyOf(b.Value)).Order(StringComparer.Ordinal));
            foreach (var (destination, name) in clash)
            {
                var message = $"Cannot be told apart from the other subsets of {destination.Host}: all of them resolve to {clash.Key}. Set {keys}, or give endpoints with labels.";
                problems.Add(new(FindingSeverity.Warning, KeyOf(name), message, _places[name].ToString()) { Backend = name, Address = clash.Key });
            }
        }

        string KeyOf(string name) => $"{section}:Backends:{name}:Address";
    }

    private int? PortOf(string host) => Find(host) is { Ports: [var only] } ? only.Number : null;

    private string NameOf(Destination destination)
    {
        var host = names.TrySplit(destination.Host, out var service, out var @namespace) ? $"{service}.{@namespace}" : destination.Host;
        return ConfigurationName.Of(destination.Subset is null ? host : $"{host}_{destination.Subset}");
    }

    private BackendOptions Make(Destination destination, Fields fields, string backendName)
    {
        var host = Find(destination.Host) ?? new KnownHost(destination.Host, fields.Position);
        var subset = destination.Subset is null ? null : host.Subsets.GetValueOrDefault(destination.Subset);
        var policy = subset?.Policy ?? host.Policy;
        var port = host.Ports.Find(p => p.Number == destination.Port) ?? (destination.Port is { } number ? new KnownPort(number) : null);
        var scheme = policy.IsTls ?? port?.IsTls ?? false ? "https" : "http";
        var backend = fields.Locate(new BackendOptions
        {
            Selection = policy.Selection,
            Sticky = policy.Sticky,
            PreserveHost = true,
            Port = port is null ? PortSource.Request : PortSource.Address,
        });
        var endpoints = EndpointsOf(host, destination.Subset, subset);
        foreach (var endpoint in endpoints)
            Add(endpoint, AddressOf(scheme, endpoint.Address, TargetPort(endpoint, port)), backend);
        if (backend.Endpoints.Count == 1)
        {
            backend.Address = backend.Endpoints.Values.First().Address;
            backend.Endpoints.Clear();
        }
        else if (backend.Endpoints.Count == 0)
        {
            if (WhyUnresolved(host, destination.Subset, subset) is { } reason)
                _unresolved[backendName] = reason;
            else
                backend.Address = AddressOf(scheme, host.DnsName!, port?.Number);
        }

        return backend;
    }

    private static string? WhyUnresolved(KnownHost host, string? name, KnownSubset? subset)
    {
        if (name is not null && subset is null)
            return $"No DestinationRule gives {host.Name} a subset '{name}'.";
        // Where endpoints are told apart by labels, an empty subset must not be sent to all of them.
        if (host.Endpoints.Exists(e => e.Labels.Count > 0))
            return $"No endpoint of {host.Name} carries the labels of the subset '{name}'.";
        return host.DnsName is null ? $"{host.Name} has no endpoint, and its name is known to nobody outside the mesh." : null;
    }

    private static IEnumerable<KnownEndpoint> EndpointsOf(KnownHost host, string? name, KnownSubset? subset)
    {
        if (name is null)
            return host.Endpoints;
        return subset is null ? [] : host.Endpoints.Where(e => subset.Labels.All(l => e.Labels.TryGetValue(l.Key, out var value) && string.Equals(value, l.Value, StringComparison.Ordinal)));
    }

    private static int? TargetPort(KnownEndpoint endpoint, KnownPort? port)
    {
        if (port is null)
            return endpoint.Ports.Count == 1 ? endpoint.Ports.Values.First() : null;
        return endpoint.Ports.TryGetValue(port.Name ?? string.Empty, out var mapped) ? mapped : port.TargetPort ?? port.Number;
    }

    private static void Add(KnownEndpoint endpoint, string address, BackendOptions backend)
    {
        var name = ConfigurationName.Of(address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..]);
        backend.Endpoints[name] = endpoint.Fields.Locate(new EndpointOptions { Address = address, Weight = endpoint.Weight ?? 1 });
    }

    private static string AddressOf(string scheme, string host, int? port)
    {
        var literal = host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;
        return port is null ? $"{scheme}://{literal}" : $"{scheme}://{literal}:{port}";
    }
}
