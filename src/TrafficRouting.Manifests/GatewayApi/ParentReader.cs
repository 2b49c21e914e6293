namespace TrafficRouting.Manifests;

/// <summary>Reads what a route is attached to, as far as it concerns this application.</summary>
internal sealed class ParentReader(ImportContext context, RouteKind kind)
{
    private const string Experimental = "gateway.networking.x-k8s.io";

    private readonly GatewayListeners _listeners = new(context);
    private readonly ServiceParent _services = new(context);

    public IReadOnlyList<Attachment> Read(Fields spec, IReadOnlyCollection<string> hostnames)
    {
        Limits.Check(spec, "parentRefs", 32);
        ParentReferences.Check(spec);
        var attachments = new List<Attachment>();
        foreach (var parent in spec.Maps("parentRefs"))
            attachments.AddRange(ReadParent(parent, hostnames));
        if (spec.Choice("useDefaultGateways", "All", "None") is "All")
            spec.Warning("useDefaultGateways", "has no effect here; name the Gateway in parentRefs");
        else if (!spec.Has("parentRefs"))
            spec.Warning("names no parentRefs, so it applies nowhere; name a Service or a Gateway");
        return [.. attachments.Distinct()];
    }

    private IEnumerable<Attachment> ReadParent(Fields parent, IReadOnlyCollection<string> hostnames)
    {
        var group = parent.Text("group") ?? GatewayApiFormat.Group;
        var ofKind = parent.Text("kind") ?? "Gateway";
        var (name, section, port) = (parent.RequiredText("name"), parent.Text("sectionName"), parent.Integer("port", 1, 65535));
        var @namespace = parent.Text("namespace") ?? parent.Document.Namespace;
        if (name is null)
            return [];
        if (ParentReferences.IsService(parent))
            return _services.Read(parent, name, @namespace, hostnames);
        if ((group, ofKind) is (GatewayApiFormat.Group, "Gateway"))
            return OfGateway(new(parent, hostnames, section, port), @namespace, name);
        if ((group, ofKind) is (GatewayApiFormat.Group, "ListenerSet") or (Experimental, "XListenerSet"))
            return OfListenerSet(new(parent, hostnames, section, port), @namespace, name);
        parent.Warning("kind", $"{ofKind} of {(group.Length == 0 ? "the core group" : group)} is no parent that is known here; it is left out");
        return [];
    }

    private IEnumerable<Attachment> OfGateway(Reference reference, string @namespace, string name)
    {
        if (!Plays(@namespace, name))
            return [];
        if (_listeners.Find(@namespace, name) is { } gateway)
            return Attach(reference, gateway, gateway.Document, gateway.Listeners);
        return Hostnames.Intersect(Hostnames.Any, reference.Hostnames)
            .SelectMany(h => Name(reference, new(h, reference.Port), []));
    }

    private List<Attachment> OfListenerSet(Reference reference, string @namespace, string name)
    {
        if (_listeners.FindSet(@namespace, name) is not { } set)
        {
            reference.Parent.Warning("name", $"there is no ListenerSet {@namespace}/{name} in the documents; the parent is left out");
            return [];
        }

        if (!Plays(set.Gateway.Namespace, set.Gateway.Name))
            return [];
        if (_listeners.Find(set.Gateway.Namespace, set.Gateway.Name) is { } gateway)
            return Attach(reference, gateway, set.Document, set.Listeners);
        reference.Parent.Warning("name", $"is a ListenerSet of the Gateway {set.Gateway.Namespace}/{set.Gateway.Name}, which is not in the documents; the parent is left out");
        return [];
    }

    private List<Attachment> Attach(Reference reference, Gateway gateway, ManifestDocument owner, IReadOnlyList<Listener> listeners)
    {
        var all = _listeners.All(gateway);
        var attachments = new List<Attachment>();
        foreach (var listener in listeners.Where(l => all.Contains(l) && reference.Asks(l) && Takes(l, reference.Parent.Document, owner)))
        {
            List<string> isolated = [.. all.Where(o => o.Port == listener.Port && o.Hostname != listener.Hostname && Hostnames.Covers(listener.Hostname, o.Hostname)).Select(o => o.Hostname)];
            foreach (var host in Hostnames.Intersect(listener.Hostname, reference.Hostnames))
                attachments.AddRange(Name(reference, new(host, listener.Port) { Listener = listener, Isolated = isolated }, gateway.Addresses));
        }

        if (attachments.Count == 0)
            reference.Parent.Warning($"attaches to no listener of the {owner.Title}: none takes its kind, section, port, namespace and hostnames");
        return attachments;
    }

    private bool Takes(Listener listener, ManifestDocument route, ManifestDocument owner) =>
        listener.TakesKind(kind.Name) && listener.Namespaces.Takes(route.Namespace, owner.Namespace, context);

    // In a process, all hosts would be all that the application calls, its own gateway's or not.
    private IEnumerable<Attachment> Name(Reference reference, Attachment attachment, IReadOnlyList<string> addresses)
    {
        if (attachment.Host is not Hostnames.Any)
            return [attachment];
        List<string> names = [.. context.Options.GatewayHosts.Select(h => h.ToLowerInvariant()).Concat(addresses).Distinct(StringComparer.Ordinal)];
        if (names.Count == 0)
            reference.Parent.Warning("takes no host of its own, because neither the route nor the listener has a hostname and the Gateway no address; write hostnames, or set GatewayHosts of the manifest options to the hosts that the gateway is called by");
        return names.Where(n => n is not Hostnames.Any)
            .Select(n => attachment with { Host = n })
            .Append(attachment with { IsNamed = names.Contains(Hostnames.Any, StringComparer.Ordinal) });
    }

    private bool Plays(string @namespace, string name) =>
        context.Options.Gateways.Count == 0 || context.Options.Gateways.Contains(name) || context.Options.Gateways.Contains($"{@namespace}/{name}");

    private sealed record Reference(Fields Parent, IReadOnlyCollection<string> Hostnames, string? Section, int? Port)
    {
        public bool Asks(Listener listener) => (string.IsNullOrEmpty(Section) || listener.Name == Section) && (Port is null || listener.Port == Port);
    }
}
