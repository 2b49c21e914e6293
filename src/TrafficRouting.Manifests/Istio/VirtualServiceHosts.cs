namespace TrafficRouting.Manifests;

/// <summary>
/// Makes services of VirtualServices. Those that share a host at a gateway are joined, in the order of creation, then as read;
/// inside the mesh the first one wins, as in Istio.
/// </summary>
internal static class VirtualServiceHosts
{
    public static void Add(IEnumerable<VirtualService> found, ImportContext context)
    {
        var inOrder = found.OrderBy(v => v.Document.CreationTimestamp, StringComparer.Ordinal).ToList();
        var byHost = new Dictionary<string, List<VirtualService>>(StringComparer.Ordinal);
        foreach (var virtualService in inOrder)
        {
            foreach (var host in virtualService.Hosts)
                Share(host, virtualService, byHost);
        }

        // Hosts with the same rules are one service.
        foreach (var group in byHost.GroupBy(h => h.Value, h => h.Key, SameItems<VirtualService>.Comparer))
            context.Make(group.Key[0], [.. group.Key, .. group], (Hosts: group, Sharing: group.Key), static (c, g) => Add([.. g.Hosts], g.Sharing, c));
    }

    private static void Share(string host, VirtualService virtualService, Dictionary<string, List<VirtualService>> byHost)
    {
        if (!byHost.TryGetValue(host, out var sharing))
            byHost[host] = [virtualService];
        else if (sharing[0].IsForMesh || virtualService.IsForMesh)
            virtualService.Document.Root.Warning($"gives no rules for {host}: {sharing[0].Document.Title} ({sharing[0].Document.Position}) comes first, and inside the mesh one VirtualService has a host");
        else
            sharing.Add(virtualService);
    }

    private static void Add(IReadOnlyList<string> hosts, IReadOnlyList<VirtualService> sharing, ImportContext context)
    {
        var document = sharing[0].Document;
        var service = context.Services.Add(document, $"{document.Name}.{document.Namespace}", hosts, UnmatchedBehavior.NotFound);
        var routes = new VirtualServiceRouteBuilder(service, context);
        // A joined rule for every request would cut off the others' rules, so such rules come last.
        foreach (var (rule, owner) in sharing.SelectMany(v => v.Rules.Select(r => (r, v))).OrderBy(r => sharing.Count > 1 && r.r.Matches.Exists(m => m.IsCatchAll)))
            routes.Add(rule, owner);
    }
}
