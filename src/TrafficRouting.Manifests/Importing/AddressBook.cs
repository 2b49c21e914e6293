namespace TrafficRouting.Manifests;

/// <summary>
/// Turns destinations into backends. An address is taken from endpoints chosen by the subset's labels, else from the host's own
/// DNS name and port; without either the backend has none, and configuration must give it one.
/// </summary>
internal sealed class AddressBook(TrafficRoutingOptions routing, ClusterNames names)
{
    private const int Unavailable = 503;

    private readonly Dictionary<string, KnownHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Destination, string> _backends = [];
    private readonly Dictionary<string, Position> _places = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (FindingSeverity Severity, string Reason)> _unresolved = new(StringComparer.OrdinalIgnoreCase);

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
    public string BackendFor(Destination destination, Position position)
    {
        // The only port of a host and no port are the same destination.
        var port = destination.Port ?? PortOf(destination.Host);
        var key = destination with { Host = destination.Host.ToLowerInvariant(), Port = port };
        if (_backends.TryGetValue(key, out var name))
            return name;

        var plain = NameOf(key);
        name = routing.Backends.ContainsKey(plain) ? ConfigurationName.Unused($"{plain}.{port}", routing.Backends) : plain;
        routing.Backends[name] = Make(key, position, name);
        _places[name] = position;
        return _backends[key] = name;
    }

    /// <summary>Tells whether a backend answers requests itself, because nobody knows where it is.</summary>
    public bool IsUnavailable(string backend) => routing.Backends[backend].DirectResponse is not null;

    /// <summary>Makes a backend that is sent where another is, with header edits and a Host of its own.</summary>
    public string VariantOf(string backend, string suffix, BackendOptions edits, Position position)
    {
        edits.AddressFrom = backend;
        edits.PreserveHost = routing.Backends[backend].PreserveHost;
        edits.Source = position.Source;
        var name = ConfigurationName.Unused($"{backend}_{suffix}", routing.Backends);
        routing.Backends[name] = edits;
        return name;
    }

    /// <summary>Reports backends without an address, and subsets that cannot be told apart because they resolve to one. Either is moot once configuration gives an address.</summary>
    public void Report(Problems problems, string section, bool isComplete)
    {
        foreach (var (name, unresolved) in _unresolved)
        {
            if (!isComplete)
            {
                // What a broken document does not say has an error there.
                routing.Backends[name].Address ??= "http://unknown.invalid";
                routing.Backends[name].DirectResponse = null;
                continue;
            }

            problems.Add(new(unresolved.Severity, KeyOf(name), $"{unresolved.Reason} Add it to the documents, or set {KeyOf(name)}.", _places[name].ToString())
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

    private BackendOptions Make(Destination destination, Position position, string backendName)
    {
        var host = Find(destination.Host) ?? new KnownHost(destination.Host, position);
        var subset = destination.Subset is null ? null : host.Subsets.GetValueOrDefault(destination.Subset);
        var policy = subset?.Policy ?? host.Policy;
        var port = host.Ports.Find(p => p.Number == destination.Port) ?? (destination.Port is { } number ? new KnownPort(number) : null);
        var scheme = policy.IsTls ?? port?.IsTls ?? false ? "https" : "http";
        var backend = new BackendOptions
        {
            Selection = policy.Selection,
            Sticky = policy.Sticky,
            PreserveHost = true,
            Port = port is null ? PortSource.Request : PortSource.Address,
            Source = position.Source,
        };
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
            if (destination.Subset is not null && subset is null)
                _unresolved[backendName] = (FindingSeverity.Error, $"No DestinationRule gives {host.Name} a subset '{destination.Subset}'.");
            else if (WhyUnavailable(host, destination.Subset) is { } reason)
                Fail(backend, backendName, reason);
            else
                backend.Address = AddressOf(scheme, host.DnsName!, port?.Number);
        }

        return backend;
    }

    // Answered as in the mesh, unless configuration gives an address.
    private void Fail(BackendOptions backend, string name, string reason)
    {
        backend.DirectResponse = new() { Status = Unavailable };
        _unresolved[name] = (FindingSeverity.Warning, $"{reason} Requests are answered with {Unavailable}.");
    }

    private static string? WhyUnavailable(KnownHost host, string? name)
    {
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
        backend.Endpoints[name] = new EndpointOptions { Address = address, Weight = endpoint.Weight ?? 1, Source = endpoint.Source };
    }

    private static string AddressOf(string scheme, string host, int? port)
    {
        var literal = host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;
        return port is null ? $"{scheme}://{literal}" : $"{scheme}://{literal}:{port}";
    }
}
