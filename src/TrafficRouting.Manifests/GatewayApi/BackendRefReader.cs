namespace TrafficRouting.Manifests;

/// <summary>Reads references to Services. One that the specification calls invalid is a warning.</summary>
internal sealed class BackendRefReader(ImportContext context, RouteKind kind)
{
    public BackendTarget? Read(Fields reference, string consequence)
    {
        var group = reference.Text("group") ?? string.Empty;
        var ofKind = reference.Text("kind") ?? "Service";
        var name = reference.RequiredText("name");
        var port = reference.Integer("port", 1, 65535);
        var @namespace = reference.Text("namespace") is { Length: > 0 } written ? written : reference.Document.Namespace;
        if (name is null)
            return null;
        if ((group, ofKind) is ("networking.istio.io", "Hostname"))
            return new(new(name.ToLowerInvariant(), Port: port));
        if ((group, ofKind) is not ("", "Service"))
        {
            reference.Warning("kind", $"{ofKind} of {(group.Length == 0 ? "the core group" : group)} is no backend that is known here; {consequence}");
            return null;
        }

        if (!reference.Has("port"))
            reference.Missing("port", "is required for a Service");
        return port is null ? null : Find(reference, name, @namespace, port.Value, consequence);
    }

    private BackendTarget? Find(Fields reference, string name, string @namespace, int port, string consequence)
    {
        var host = context.Names.FullName(name, @namespace);
        if (context.Addresses.Find(host) is { Ports.Count: > 0 } known && !known.Ports.Exists(p => p.Number == port))
        {
            reference.Warning("port", $"{port} is no port of the Service {@namespace}/{name}, which has {string.Join(", ", known.Ports.Select(p => p.Number))}; {consequence}");
            return null;
        }

        var isGranted = context.Ask(new(TopicKind.Grants, @namespace), (Kind: kind.Name, From: reference.Document.Namespace, name, @namespace), static (c, key) => c.Book<ReferenceGrants>().Allow(key.Kind, key.From, key.name, key.@namespace));
        if (!isGranted && ParentReferences.HasGateway(reference.Document.Spec!))
            reference.Warning("namespace", $"{@namespace} has no ReferenceGrant for {kind.Name}s of {reference.Document.Namespace} to its Service {name}; {consequence}");
        return new(new(host, Port: port), isGranted);
    }
}
