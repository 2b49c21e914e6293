namespace TrafficRouting.Manifests;

/// <summary>Brings the matches of all routes into the order of their precedence, host by host.</summary>
internal static class HostTable
{
    /// <summary>Gives each host the routes that concern it: its own, and those of broader hosts.</summary>
    public static IEnumerable<(string Host, IReadOnlyList<GatewayRoute> Routes)> Arrange(IReadOnlyList<GatewayRoute> routes)
    {
        if (routes.Count == 0)
            yield break;

        var byHost = routes
            .SelectMany(r => r.Attachments.Select(a => a.Host).Distinct(StringComparer.Ordinal).Select(h => (Host: h, Route: r)))
            .ToLookup(p => p.Host, p => p.Route, StringComparer.Ordinal);
        var hasBroader = byHost.Any(h => h.Key[0] == '*');
        foreach (var host in HostsOf(routes))
        {
            // Of the broader ones a host has them in the order from the narrowest.
            var broader = hasBroader ? Hostnames.Broader(host).SelectMany(h => byHost[h]) : [];
            yield return (host, [.. byHost[host].Concat(broader).Distinct()]);
        }
    }

    /// <summary>
    /// Gets the matches of a host. Hostnames come before other conditions: the rules of broader ones stand behind those of narrower ones,
    /// unless told otherwise. Ties between routes go to the oldest, then by namespace and name; within a route to the first rule.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="routes">The routes that concern it.</param>
    /// <param name="options">The importer's settings.</param>
    public static IReadOnlyList<PlacedMatch> Of(string host, IReadOnlyList<GatewayRoute> routes, TrafficManifestOptions options)
    {
        var matches = routes.SelectMany(Place).Where(p => p.Attachment.Takes(host)).ToList();
        // What a namespace says of its own requests replaces what the Service's says.
        var consumers = matches.Where(p => p.Attachment.IsConsumer).Select(p => p.Port).ToHashSet();
        matches.RemoveAll(p => p.Attachment is { IsMesh: true, IsConsumer: false } && (consumers.Contains(null) || (p.Port is not null && consumers.Contains(p.Port))));
        var levels = Levels(host, matches);
        return
        [
            .. levels
                .SelectMany((level, at) => level
                    // Strictly, a port's most specific hostname alone counts.
                    .Where(p => !options.StrictHostnames || !levels.Take(at).Any(narrower => narrower.Any(n => n.Port == p.Port)))
                    .OrderBy(p => !p.Attachment.IsConsumer)
                    .ThenBy(p => p.Match.Rank.Order)
                    .ThenBy(p => p.Route.Document, DocumentAge.Comparer))
                .DistinctBy(p => (p.Rule, p.Match, p.Port)),
        ];
    }

    /// <summary>Gets the ports that a host's rules are for, or null for every port.</summary>
    public static IReadOnlyList<int>? PortsOf(string host, IReadOnlyList<GatewayRoute> routes)
    {
        // A more specific listener's port is answered, too, though by nobody.
        var attachments = routes.SelectMany(r => r.Attachments).Where(a => Hostnames.Covers(a.Host, host)).ToList();
        var own = attachments.FindAll(a => a.Host == host);
        var ports = (own.Count > 0 && own.TrueForAll(a => a.IsMesh) ? own : attachments).ConvertAll(a => a.Port);
        return ports.Contains(null) ? null : [.. ports.OfType<int>().Distinct().Order()];
    }

    // Those that somebody names, and those that a listener takes away from a broader one, even where it has no route.
    private static IEnumerable<string> HostsOf(IReadOnlyList<GatewayRoute> routes)
    {
        var attachments = routes.SelectMany(r => r.Attachments).ToList();
        return attachments.Where(a => a.IsNamed).Select(a => a.Host)
            .Concat(attachments.SelectMany(a => a.Isolated.Where(i => Hostnames.Covers(a.Host, i))))
            .Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<PlacedMatch> Place(GatewayRoute route) =>
        from attachment in route.Attachments
        from rule in route.Rules
        from match in rule.Matches
        select new PlacedMatch(route, rule, match, attachment);

    private static List<IEnumerable<PlacedMatch>> Levels(string host, List<PlacedMatch> matches)
    {
        var byHost = matches.ToLookup(p => p.Host, StringComparer.Ordinal);
        // Wildcards do not concern calls to a Service.
        var takesBroader = byHost[host].All(p => p.Attachment.IsMesh) && byHost.Contains(host) ? [] : Hostnames.Broader(host);
        return [.. takesBroader.Prepend(host).Where(byHost.Contains).Select(h => byHost[h])];
    }
}
