namespace TrafficRouting.Manifests;

/// <summary>Reads what a route is attached to, as far as it concerns this application.</summary>
internal sealed class ParentReader(ImportContext context)
{
    private const string Mesh = "mesh";

    public IReadOnlyList<Attachment> Read(Fields spec, IReadOnlyCollection<string> hostnames)
    {
        Limits.Check(spec, "parentRefs", 32);
        ParentReferences.Check(spec);
        var attachments = new List<Attachment>();
        foreach (var parent in spec.Maps("parentRefs"))
            attachments.AddRange(ReadParent(parent, hostnames));
        if (!spec.Has("parentRefs"))
            spec.Warning("names no parentRefs, so it applies nowhere; name a Service or a Gateway");
        return [.. attachments.Distinct()];
    }

    private IEnumerable<Attachment> ReadParent(Fields parent, IReadOnlyCollection<string> hostnames)
    {
        var group = parent.Text("group") ?? GatewayApiFormat.Group;
        var kind = parent.Text("kind") ?? "Gateway";
        var (name, section) = (parent.RequiredText("name"), parent.Text("sectionName"));
        var port = parent.Integer("port", 1, 65535);
        var @namespace = parent.Text("namespace") ?? parent.Document.Namespace;
        if (name is null)
            return [];
        if ((group, kind) is ("", "Service"))
            return OfService(parent, name, @namespace, port, hostnames);
        if ((group, kind) == (GatewayApiFormat.Group, "Gateway"))
            return OfGateway(parent, name, @namespace, section, port, hostnames);
        parent.Warning("kind", $"{kind} of {(group.Length == 0 ? "the core group" : group)} is no parent that is known here; it is left out");
        return [];
    }

    private IEnumerable<Attachment> OfService(Fields parent, string name, string @namespace, int? port, IReadOnlyCollection<string> hostnames)
    {
        if (!Plays(Mesh, Mesh))
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

        return [new(context.Names.FullName(name, @namespace), port, IsMesh: true, isConsumer)];
    }

    private IEnumerable<Attachment> OfGateway(Fields parent, string name, string @namespace, string? section, int? port, IReadOnlyCollection<string> hostnames)
    {
        if (!Plays(name, $"{@namespace}/{name}"))
            return [];
        if (context.Ask((@namespace, name), static (c, key) => c.Book<GatewayBook>().Find(key.@namespace, key.name)) is not { } listeners)
            return Hostnames.Intersect(Hostnames.Any, hostnames).Select(h => new Attachment(h, port));

        var attachments = listeners
            .Where(l => (section is null || l.Name == section) && (port is null || l.Port == port) && Takes(l, parent, @namespace))
            .SelectMany(l => Hostnames.Intersect(l.Hostname, hostnames).Select(h => new Attachment(h, l.Port)))
            .ToList();
        if (attachments.Count == 0)
            parent.Warning($"attaches to no listener of the Gateway {@namespace}/{name}: none takes its section, port, namespace and hostnames");
        return attachments;
    }

    private bool Plays(string name, string fullName) =>
        context.Options.Gateways.Count == 0 || context.Options.Gateways.Contains(name) || context.Options.Gateways.Contains(fullName);

    private static bool Takes(Listener listener, Fields parent, string @namespace)
    {
        if (listener.Namespaces is "Selector")
            listener.Fields.Warning("allowedRoutes", "selects namespaces by labels, which are not known here; every namespace is taken");
        return listener.Namespaces switch
        {
            "Same" => parent.Document.Namespace == @namespace,
            "None" => false,
            _ => true,
        };
    }
}
