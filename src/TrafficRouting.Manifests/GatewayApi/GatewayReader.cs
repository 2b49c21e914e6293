namespace TrafficRouting.Manifests;

/// <summary>Reads a Gateway: its listeners' names, hostnames, ports and whose routes they take. The rest concerns the proxy.</summary>
internal static class GatewayReader
{
    public static IReadOnlyList<Listener> Read(ManifestDocument document)
    {
        var listeners = new List<Listener>();
        if (document.Spec is not { } spec)
            return listeners;
        spec.Ignore("gatewayClassName", "addresses", "infrastructure", "backendTLS", "tls", "allowedListeners", "defaultScope");
        Limits.Check(spec, "listeners", 64);
        foreach (var fields in spec.Maps("listeners"))
        {
            fields.Ignore("tls");
            var name = fields.RequiredText("name");
            var hostname = fields.Text("hostname") is { Length: > 0 } host ? host.ToLowerInvariant() : Hostnames.Any;
            var port = fields.Integer("port", 1, 65535);
            var takes = ReadNamespaces(fields);
            if (fields.RequiredText("protocol") is "HTTP" or "HTTPS" && name is not null)
                listeners.Add(new(name, hostname, port, takes, fields));
        }

        return listeners;
    }

    private static string ReadNamespaces(Fields listener)
    {
        var allowed = listener.Map("allowedRoutes");
        var namespaces = allowed?.Map("namespaces");
        namespaces?.Ignore("selector");
        var from = namespaces?.Choice("from", "Same", "All", "Selector", "None") ?? "Same";
        var kinds = allowed?.Maps("kinds") ?? [];
        foreach (var kind in kinds)
            kind.Ignore("group");
        return kinds.Count > 0 && !kinds.Any(k => k.RequiredText("kind") is "HTTPRoute") ? "None" : from;
    }
}
