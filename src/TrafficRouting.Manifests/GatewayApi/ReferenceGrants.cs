namespace TrafficRouting.Manifests;

/// <summary>Who may refer to the Services of another namespace.</summary>
internal sealed class ReferenceGrants
{
    private readonly HashSet<(string Kind, string From, string To, string? Name)> _allowed = [];

    /// <summary>Reads what a grant allows.</summary>
    private static List<(string Kind, string From, string To, string? Name)> Read(ManifestDocument document)
    {
        if (document.Spec is not { } spec)
            return [];
        var allowed = new List<(string Kind, string From, string To, string? Name)>();
        Limits.Check(spec, "from", 16);
        Limits.Check(spec, "to", 16);
        var services = spec.Maps("to").Where(t => Is(t, string.Empty, "Service")).Select(t => t.Text("name") is { Length: > 0 } name ? name : null).ToList();
        foreach (var from in spec.Maps("from"))
        {
            var (group, kind) = (from.Text("group") ?? string.Empty, from.RequiredText("kind"));
            if (from.RequiredText("namespace") is not { } @namespace || kind is null || group is not GatewayApiFormat.Group)
                continue;
            foreach (var service in services)
                allowed.Add((kind, @namespace, document.Namespace, service));
        }

        return allowed;
    }

    /// <summary>Adds what a grant allows.</summary>
    public void Add(ManifestDocument document, ImportContext context)
    {
        _allowed.UnionWith(context.Read(document, static (d, _) => Read(d)));
        context.Say(document, new(TopicKind.Grants, document.Namespace));
    }

    /// <summary>Tells whether a route of a namespace may send to a Service.</summary>
    public bool Allow(string kind, string from, string service, string to) =>
        from == to || _allowed.Contains((kind, from, to, null)) || _allowed.Contains((kind, from, to, service));

    private static bool Is(Fields reference, string group, string kind)
    {
        var isGroup = (reference.Text("group") ?? string.Empty) == group;
        return reference.RequiredText("kind") == kind && isGroup;
    }
}
