namespace TrafficRouting.Manifests;

/// <summary>Reads a ServiceEntry: hosts outside, or more endpoints of hosts inside.</summary>
internal static class ServiceEntryReader
{
    public static void Read(ManifestDocument document, ImportContext context)
    {
        document.Metadata?.RequiredText("name");
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return;
        }

        var resolution = spec.Choice("resolution", "NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS") ?? "NONE";
        var ports = spec.Maps("ports").Select(ReadPort).OfType<KnownPort>().ToList();
        var endpoints = spec.Maps("endpoints").Select(WorkloadEntryReader.ReadEndpoint).OfType<KnownEndpoint>().ToList();
        endpoints.AddRange(Select(spec, document.Namespace, context));
        ServiceEntryCheck.Run(spec, resolution);
        if (!spec.Has("hosts") || (spec.IsList("hosts") && spec.Items("hosts").Count == 0))
            spec.Missing("hosts");
        foreach (var host in spec.Texts("hosts").Where(h => h is not "*"))
            Declare(context.Names.Expand(host, document.Namespace), document, ports, endpoints, resolution, context);
    }

    private static void Declare(
        string name, ManifestDocument document, List<KnownPort> ports, List<KnownEndpoint> endpoints, string resolution, ImportContext context)
    {
        var host = context.Addresses.Host(name);
        host.IsDeclared = host.HasAllPorts = host.LeadsToEndpoints = true;
        host.Ports.AddRange(ports.Where(p => !host.Ports.Exists(known => known.Number == p.Number)));
        host.Endpoints.AddRange(endpoints);
        // Only the mesh knows the name of a static entry, and nobody that of a wildcard.
        if (name[0] == '*' || resolution is "STATIC")
            host.DnsName = null;
    }

    private static KnownPort? ReadPort(Fields port)
    {
        var name = port.Text("name");
        var protocol = port.Text("protocol") ?? string.Empty;
        var target = port.Integer("targetPort", 1, 65535);
        if (!port.Has("number"))
            port.Missing("number");
        return port.Integer("number", 1, 65535) is { } number ? new(number, name, target, IstioProtocol.Of(protocol)) : null;
    }

    private static IReadOnlyList<KnownEndpoint> Select(Fields spec, string @namespace, ImportContext context)
    {
        if (spec.Map("workloadSelector") is not { } selector)
            return [];
        var labels = selector.TextMap("labels");
        return context.Ask(new(TopicKind.Workloads, @namespace), (@namespace, labels), static (c, key) => c.Book<WorkloadIndex>().Select(key.@namespace, key.labels), SameItems<KnownEndpoint>.Comparer);
    }
}
