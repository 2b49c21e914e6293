namespace TrafficRouting.Manifests;

/// <summary>Reads <c>listeners</c>: their names, hostnames, ports and whose routes they take.</summary>
internal static class ListenerReader
{
    private const int Most = 64;

    /// <summary>Reads the listeners that routes can attach to: those for HTTP and HTTPS.</summary>
    public static IReadOnlyList<Listener> Read(Fields spec)
    {
        Limits.Check(spec, "listeners", Most);
        if (spec.Items("listeners").Count == 0)
            spec.Missing("listeners", "needs at least one listener");
        var listeners = spec.Maps("listeners").Select(ReadOne).ToList();
        CheckDistinct(listeners);
        return [.. listeners.Where(l => l.Protocol is "HTTP" or "HTTPS" && l.Name.Length > 0)];
    }

    private static Listener ReadOne(Fields fields)
    {
        var name = fields.RequiredText("name") ?? string.Empty;
        var hostname = fields.Text("hostname") is { Length: > 0 } host ? host.ToLowerInvariant() : Hostnames.Any;
        var port = fields.Integer("port", 1, 65535);
        if (!fields.Has("port"))
            fields.Missing("port");
        var protocol = fields.RequiredText("protocol") ?? string.Empty;
        var mode = fields.Map("tls")?.Choice("mode", "Terminate", "Passthrough");
        if (protocol is "HTTP" or "TCP" or "UDP" && fields.Has("tls"))
            fields.Error("tls", $"cannot go with the protocol {protocol}");
        if (protocol is "HTTPS" && mode is "Passthrough")
            fields.Error("tls", "of the protocol HTTPS must have the mode Terminate");
        if (protocol is "TCP" or "UDP" && hostname is not Hostnames.Any)
            fields.Error("hostname", $"cannot go with the protocol {protocol}");
        var allowed = fields.Map("allowedRoutes");
        return new(name, hostname, port, protocol, NamespaceSelection.Read(allowed ?? fields, "Same"), ReadKinds(allowed), fields);
    }

    private static List<string> ReadKinds(Fields? allowed) =>
        [.. (allowed?.Maps("kinds") ?? []).Select(k => ((k.Text("group") ?? GatewayApiFormat.Group) == GatewayApiFormat.Group, k.RequiredText("kind"))).Select(k => k.Item1 ? k.Item2 ?? string.Empty : string.Empty)];

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
}
