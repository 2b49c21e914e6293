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
                Share(host, virtualService, byHost, context);
        }

        NameEveryHost(byHost, context);
        AddBeneathWildcards(byHost, context);
        // Hosts with the same rules are one service.
        foreach (var group in byHost.Keys.GroupBy(h => byHost[h], SameItems<VirtualService>.Comparer))
            context.Make(group.Key[0].Document, group.Key[0], [.. group.Key, .. group], (Hosts: group, Sharing: group.Key), static (c, g) => Add([.. g.Hosts], g.Sharing, c));
    }

    // A host whose ports are known has the rules of the wildcard at those of HTTP alone, so it needs a service of its own.
    private static void AddBeneathWildcards(Dictionary<string, List<VirtualService>> byHost, ImportContext context)
    {
        foreach (var wildcard in byHost.Keys.Where(h => h.StartsWith('*') && byHost[h][0].IsForMesh).OrderByDescending(h => h.Length).ToList())
        {
            foreach (var host in context.Addresses.Beneath(wildcard).Where(h => h.PortsOfRequests is not null))
                byHost.TryAdd(host.Name, byHost[wildcard]);
        }
    }

    // In a process, every host would be all that the application calls, its own gateway's or not.
    private static void NameEveryHost(Dictionary<string, List<VirtualService>> byHost, ImportContext context)
    {
        if (!byHost.Remove(Hostnames.Any, out var sharing))
            return;
        foreach (var host in context.Options.GatewayHosts.Select(h => h.ToLowerInvariant()).Where(h => !Hostnames.Broader(h).Any(byHost.ContainsKey)).ToList())
            byHost.TryAdd(host, sharing);
    }

    private static void Share(string host, VirtualService virtualService, Dictionary<string, List<VirtualService>> byHost, ImportContext context)
    {
        context.Say(virtualService.Document, new(TopicKind.VirtualHost, host));
        if (host[0] == '*' && virtualService.IsForMesh)
            context.Say(virtualService.Document, new(TopicKind.MeshWildcard, string.Empty));
        foreach (var named in host is Hostnames.Any ? context.Options.GatewayHosts : [])
        {
            // Whoever names it, or one that takes it, has it.
            foreach (var other in Hostnames.Broader(named.ToLowerInvariant()).Prepend(named))
                context.Say(virtualService.Document, new(TopicKind.VirtualHost, other));
        }

        context.About(virtualService.Document);
        if (!byHost.TryGetValue(host, out var sharing))
            byHost[host] = [virtualService];
        else if (sharing[0].IsForMesh || virtualService.IsForMesh)
            virtualService.Document.Root.Warning($"gives no rules for {host}: {sharing[0].Document.Title} ({sharing[0].Document.Position}) comes first, and inside the mesh one VirtualService has a host");
        else
            sharing.Add(virtualService);
    }

    private static void Add(IReadOnlyList<string> hosts, IReadOnlyList<VirtualService> sharing, ImportContext context)
    {
        foreach (var alike in hosts.GroupBy(h => sharing[0].IsForMesh ? context.Addresses.Find(h)?.PortsOfRequests : null, SamePorts.Comparer))
            Add([.. alike], alike.Key, sharing, context);
    }

    private static void Add(IReadOnlyList<string> hosts, IReadOnlyList<int>? ports, IReadOnlyList<VirtualService> sharing, ImportContext context)
    {
        var document = sharing[0].Document;
        var isOut = ports is { Count: 0 };
        var service = context.Services.Add(document, $"{document.Name}.{document.Namespace}", hosts, isOut ? UnmatchedBehavior.PassThrough : UnmatchedBehavior.NotFound);
        foreach (var port in ports ?? [])
            service.Ports.Add(port);
        var routes = new VirtualServiceRouteBuilder(service, context);
        // A joined rule for every request would cut off the others' rules, so such rules come last.
        foreach (var isLast in (bool[])[false, true])
        {
            foreach (var owner in sharing)
            {
                foreach (var rule in owner.Rules.Where(r => isLast == (sharing.Count > 1 && r.Matches.Exists(m => m.IsCatchAll))))
                    routes.Add(rule, owner);
            }
        }

        if (!isOut)
            return;
        document.Root.Warning($"has no effect on {string.Join(", ", hosts)}: no port that is declared there speaks HTTP, so calls pass; its routes are off");
        foreach (var route in service.Routes.Values)
            route.Enabled = false;
    }
}
