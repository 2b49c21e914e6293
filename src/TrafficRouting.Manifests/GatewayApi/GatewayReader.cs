namespace TrafficRouting.Manifests;

/// <summary>Reads a Gateway: its listeners' names, hostnames, ports and whose routes they take. The rest concerns the proxy.</summary>
internal static class GatewayReader
{
    public static IReadOnlyList<Listener> Read(ManifestDocument document)
    {
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return [];
        }

        Limits.Check(spec, "listeners", 64);
        var listeners = spec.Maps("listeners").Select(Read).ToList();
        CheckDistinct(listeners);
        return [.. listeners.Where(l => l.Protocol is "HTTP" or "HTTPS" && l.Name.Length > 0)];
    }

    private static Listener Read(Fields fields)
    {
        var name = fields.RequiredText("name") ?? string.Empty;
        var hostname = fields.Text("hostname") is { Length: > 0 } host ? host.ToLowerInvariant() : Hostnames.Any;
        var port = fields.Integer("port", 1, 65535);
        var protocol = fields.RequiredText("protocol") ?? string.Empty;
        var mode = fields.Map("tls")?.Choice("mode", "Terminate", "Passthrough");
        if (protocol is "HTTP" or "TCP" or "UDP" && fields.Has("tls"))
            fields.Error("tls", $"cannot go with the protocol {protocol}");
        if (protocol is "HTTPS" && mode is "Passthrough")
            fields.Error("tls", "of the protocol HTTPS must have the mode Terminate");
        if (protocol is "TCP" or "UDP" && hostname is not Hostnames.Any)
            fields.Error("hostname", $"cannot go with the protocol {protocol}");
        return new(name, hostname, port, protocol, ReadNamespaces(fields), fields);
    }

    private static void CheckDistinct(List<Listener> listeners)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var places = new HashSet<(int?, string, string)>();
        foreach (var listener in listeners.Where(l => l.Name.Length > 0))
        {
            if (!names.Add(listener.Name))
                listener.Fields.Error("name", $"'{listener.Name}' is the name of another listener already");
            else if (listener.Port is not null && !places.Add((listener.Port, listener.Protocol, listener.Hostname)))
                listener.Fields.Error("has the port, protocol and hostname of another listener");
        }
    }

    private static string ReadNamespaces(Fields listener)
    {
        var allowed = listener.Map("allowedRoutes");
        var namespaces = allowed?.Map("namespaces");
        var from = namespaces?.Choice("from", "Same", "All", "Selector", "None") ?? "Same";
        var kinds = allowed?.Maps("kinds") ?? [];
        return kinds.Count > 0 && !kinds.Any(k => k.RequiredText("kind") is "HTTPRoute") ? "None" : from;
    }
}
