namespace TrafficRouting.Manifests;

/// <summary>The addresses of the endpoints that a destination chooses.</summary>
internal static class EndpointAddresses
{
    /// <summary>Adds the endpoints of a host that a subset chooses, as far as they have the port.</summary>
    /// <returns>Why there is none although some were chosen, or null.</returns>
    public static Unresolved? Add(KnownHost host, KnownSubset? subset, KnownPort? port, string scheme, BackendOptions backend)
    {
        var chosen = subset is null ? host.Endpoints : host.Endpoints.FindAll(e => e.HasLabels(subset.Labels));
        if (chosen.FindAll(e => !e.IsLeaving) is { Count: > 0 } staying)
            chosen = staying;
        var having = chosen.FindAll(e => Has(e, port));
        foreach (var endpoint in having)
            Add(endpoint, Of(scheme, endpoint.Address, TargetPort(endpoint, port)), backend);
        if (having.Count > 0 || chosen.Count == 0)
            return null;
        var names = string.Join(", ", chosen.SelectMany(e => e.Ports.Keys).Distinct(StringComparer.Ordinal));
        return new(FindingSeverity.Warning, $"No endpoint of {host.Name} has the port '{port!.Name}'; they have {(names.Length == 0 ? "none" : names)}.") { IsAnswered = true };
    }

    public static string Of(string scheme, string host, int? port)
    {
        var literal = host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;
        return port is null ? $"{scheme}://{literal}" : $"{scheme}://{literal}:{port}";
    }

    // What Kubernetes says about an endpoint names every port it has.
    private static bool Has(KnownEndpoint endpoint, KnownPort? port) =>
        !endpoint.HasAllPorts || port?.Name is not { } name || endpoint.Ports.ContainsKey(name) || endpoint.Ports.ContainsKey(string.Empty);

    private static int? TargetPort(KnownEndpoint endpoint, KnownPort? port)
    {
        if (endpoint.Ports.TryGetValue(port?.Name ?? string.Empty, out var mapped))
            return mapped;
        // Without a name to go by, an only port is meant.
        if (endpoint.Ports.Count == 1 && (port is null || (endpoint.HasAllPorts && port.Name is null)))
            return endpoint.Ports.Values.First();
        return port?.TargetPort ?? port?.Number;
    }

    private static void Add(KnownEndpoint endpoint, string address, BackendOptions backend)
    {
        var name = ConfigurationName.Of(address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..]);
        backend.Endpoints[name] = endpoint.Fields.Locate(new EndpointOptions { Address = address, Weight = endpoint.Weight ?? 1 });
    }
}
