namespace TrafficRouting.Manifests;

/// <summary>
/// Makes the backend of a destination. An address is taken from endpoints chosen by the subset's labels, else from the host's own
/// DNS name and port; without either, requests are answered as in the mesh, or configuration must give one.
/// </summary>
internal static class BackendMaker
{
    private const int Unavailable = 503;

    public static MadeBackend Make(Destination destination, ImportContext context)
    {
        var host = context.Addresses.Find(destination.Host) ?? new KnownHost(destination.Host);
        var subset = destination.Subset is null ? null : host.Subsets.GetValueOrDefault(destination.Subset);
        var policy = subset?.Policy ?? host.Policy;
        var port = host.Ports.Find(p => p.Number == destination.Port) ?? (destination.Port is { } number ? new KnownPort(number) : null);
        var scheme = policy.IsTls ?? host.IsTls(port) ? "https" : "http";
        var backend = new BackendOptions
        {
            Selection = policy.Selection,
            Sticky = policy.Sticky,
            PreserveHost = true,
            Port = port is null ? PortSource.Request : PortSource.Address,
        };
        foreach (var endpoint in EndpointsOf(host, destination.Subset, subset))
            Add(endpoint, AddressOf(scheme, endpoint.Address, TargetPort(endpoint, port)), backend);
        if (backend.Endpoints.Count == 1)
        {
            backend.Address = backend.Endpoints.Values.First().Address;
            backend.Endpoints.Clear();
        }

        if (backend.Endpoints.Count > 0 || backend.Address is not null)
            return new(backend);
        if (destination.Subset is not null && subset is null)
            return new(backend, new(FindingSeverity.Error, $"No DestinationRule gives {host.Name} a subset '{destination.Subset}'."));
        if (WhyUnavailable(host, destination.Subset) is not { } reason)
        {
            backend.Address = AddressOf(scheme, host.DnsName!, port?.Number);
            return new(backend);
        }

        backend.DirectResponse = new() { Status = Unavailable };
        return new(backend, new(FindingSeverity.Warning, $"{reason} Requests are answered with {Unavailable}."));
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
        return subset is null ? [] : host.Endpoints.Where(e => e.HasLabels(subset.Labels));
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
