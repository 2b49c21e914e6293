namespace TrafficRouting.Manifests;

/// <summary>Reads a parent that is a Service: the route concerns calls inside the mesh.</summary>
internal sealed class ServiceParent(ImportContext context)
{
    private const string Mesh = "mesh";

    public IEnumerable<Attachment> Read(Fields parent, string name, string @namespace, IReadOnlyCollection<string> hostnames)
    {
        if (context.Options.Gateways.Count > 0 && !context.Options.Gateways.Contains(Mesh))
            return [];
        if (hostnames.Count > 0)
            parent.Document.Spec!.Warning("hostnames", $"do not concern the Service {name}, whose every request the route takes");
        var isConsumer = parent.Document.Namespace != @namespace;
        if (isConsumer && context.Options.Namespace != parent.Document.Namespace)
        {
            if (context.Options.Namespace is null)
                parent.Warning("namespace", $"is another than the route's, whose rules then apply to applications of {parent.Document.Namespace} alone; give the application's Namespace");
            return [];
        }

        var host = context.Names.FullName(name, @namespace);
        return TryPort(parent, $"{@namespace}/{name}", context.Addresses.Find(host)?.Ports ?? [], out var port)
            ? [new(host, port) { IsMesh = true, IsConsumer = isConsumer }]
            : [];
    }

    // A section of a Service is a port by its name.
    private static bool TryPort(Fields parent, string service, List<KnownPort> known, out int? port)
    {
        port = parent.Integer("port", 1, 65535);
        var section = parent.Text("sectionName");
        if (string.IsNullOrEmpty(section) && (port is not { } number || known.Count == 0 || known.Exists(p => p.Number == number)))
            return true;
        if (known.Count == 0)
        {
            parent.Warning("sectionName", $"'{section}' is the name of a port, and the documents do not hold the Service {service}; the parent is left out. Add the Service, or write the port's number as port");
            return false;
        }

        var (asked, wanted) = (port, section);
        if (known.Find(p => (asked is null || p.Number == asked) && (string.IsNullOrEmpty(wanted) || p.Name == wanted)) is not { } found)
        {
            parent.Warning($"names no port of the Service {service}, which has {string.Join(", ", known.Select(p => p.Name is null ? $"{p.Number}" : $"{p.Number} ({p.Name})"))}; the parent is left out");
            return false;
        }

        port = found.Number;
        return true;
    }
}
