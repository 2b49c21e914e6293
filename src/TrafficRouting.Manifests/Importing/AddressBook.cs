using TrafficRouting.Configuration;
using TrafficRouting.Manifests.Documents;
using TrafficRouting.Manifests.Yaml;

namespace TrafficRouting.Manifests.Importing;

/// <summary>
/// Turns destinations into backends. An address is taken from endpoints chosen by the subset's labels, else from the host's own
/// DNS name and port; without either the backend has none, and configuration must give it one.
/// </summary>
internal sealed class AddressBook(TrafficRoutingOptions routing, ClusterNames names)
{
    private readonly Dictionary<string, KnownHost> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Destination, string> _backends = [];
    private readonly Dictionary<string, Position> _places = new(StringComparer.OrdinalIgnoreCase);

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
        routing.Backends[name] = Make(key, position);
        _places[name] = position;
        return _backends[key] = name;
    }

    /// <summary>Makes a backend that is sent where another is, with header edits of its own.</summary>
    public string VariantOf(string backend, string suffix, HeaderEditOptions? request, HeaderEditOptions? response, Position position)
    {
        var original = routing.Backends[backend];
        var variant = new BackendOptions
        {
            Address = original.Address,
            Selection = original.Selection,
            Sticky = original.Sticky,
            Port = original.Port,
            PreserveHost = original.PreserveHost,
            RequestHeaders = request,
            ResponseHeaders = response,
            Source = position.Source,
        };
        foreach (var (name, endpoint) in original.Endpoints)
            variant.Endpoints[name] = endpoint;
        var unused = ConfigurationName.Unused($"{backend}_{suffix}", routing.Backends);
        routing.Backends[unused] = variant;
        return unused;
    }

    /// <summary>Warns of subsets that cannot be told apart, because they resolve to one address.</summary>
    public void WarnOfClashes(Problems problems, string section)
    {
        var subsets = _backends.Where(b => b.Key.Subset is not null && routing.Backends[b.Value].Address is not null);
        foreach (var clash in subsets.GroupBy(b => routing.Backends[b.Value].Address, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
        {
            var keys = string.Join(" and ", clash.Select(b => $"{section}:Backends:{b.Value}:Address").Order(StringComparer.Ordinal));
            var first = clash.MinBy(b => b.Value, StringComparer.Ordinal);
            problems.Warning(
                _places[first.Value],
                $"{section}:Backends:{first.Value}:Address",
                $"The subsets {string.Join(", ", clash.Select(b => b.Key.Subset).Order(StringComparer.Ordinal))} of {first.Key.Host} all resolve to {clash.Key} and cannot be told apart. Set {keys}, or give endpoints with labels.");
        }
    }

    private int? PortOf(string host) => Find(host) is { Ports: [var only] } ? only.Number : null;

    private string NameOf(Destination destination)
    {
        var host = names.TrySplit(destination.Host, out var service, out var @namespace) ? $"{service}.{@namespace}" : destination.Host;
        return ConfigurationName.Of(destination.Subset is null ? host : $"{host}_{destination.Subset}");
    }

    private BackendOptions Make(Destination destination, Position position)
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
        else if (backend.Endpoints.Count == 0 && host.DnsName is { } name && (destination.Subset is null || subset is not null) && !HasLabelledEndpoints(host))
        {
            backend.Address = AddressOf(scheme, name, port?.Number);
        }

        return backend;
    }

    private static IEnumerable<KnownEndpoint> EndpointsOf(KnownHost host, string? name, KnownSubset? subset)
    {
        if (name is null)
            return host.Endpoints;
        return subset is null ? [] : host.Endpoints.Where(e => subset.Labels.All(l => e.Labels.TryGetValue(l.Key, out var value) && string.Equals(value, l.Value, StringComparison.Ordinal)));
    }

    // Where endpoints are told apart by labels, a subset without any is empty; its requests must not go to all of them.
    private static bool HasLabelledEndpoints(KnownHost host) => host.Endpoints.Exists(e => e.Labels.Count > 0);

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
