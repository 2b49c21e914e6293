namespace TrafficRouting.Manifests;

/// <summary>Reads a Gateway: its listeners, its addresses and who may add listeners. The rest concerns the proxy.</summary>
internal static class GatewayReader
{
    public static Gateway? Read(ManifestDocument document)
    {
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return null;
        }

        var addresses = spec.Maps("addresses").Select(Read).OfType<string>().ToList();
        // What the cluster gave it.
        foreach (var address in document.Root.Map("status")?.Maps("addresses") ?? [])
            addresses.Add(Read(address) ?? string.Empty);
        return new(
            document,
            ListenerReader.Read(spec),
            [.. addresses.Where(a => a.Length > 0).Distinct(StringComparer.Ordinal)],
            NamespaceSelection.Read(spec.Map("allowedListeners") ?? spec, "None"));
    }

    /// <summary>Reads a ListenerSet, in its final and its experimental group.</summary>
    public static ListenerSet? ReadSet(ManifestDocument document)
    {
        if (document.Spec is not { } spec)
        {
            document.Root.Missing("spec");
            return null;
        }

        var listeners = ListenerReader.Read(spec);
        if (spec.Map("parentRef") is not { } parent)
        {
            spec.Missing("parentRef");
            return null;
        }

        var (group, kind, name) = (parent.Text("group") ?? GatewayApiFormat.Group, parent.Text("kind") ?? "Gateway", parent.RequiredText("name"));
        if ((group, kind) is (GatewayApiFormat.Group, "Gateway"))
            return name is null ? null : new(document, (parent.Text("namespace") ?? document.Namespace, name), listeners);
        parent.Warning("kind", $"{kind} of {group} is no Gateway; the listeners are left out");
        return null;
    }

    private static string? Read(Fields address)
    {
        var type = address.Text("type") ?? "IPAddress";
        var value = address.Text("value")?.ToLowerInvariant();
        return type is "IPAddress" or "Hostname" ? value : null;
    }
}
