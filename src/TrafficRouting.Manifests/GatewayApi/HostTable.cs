namespace TrafficRouting.Manifests;

/// <summary>Brings the matches of all routes into the order of their precedence, host by host.</summary>
internal static class HostTable
{
    /// <summary>Gives each host the routes that concern it: its own, and those of broader hosts.</summary>
    public static IEnumerable<(string Host, IReadOnlyList<HttpRoute> Routes)> Arrange(IReadOnlyList<HttpRoute> routes)
    {
        var byHost = routes
            .SelectMany(r => r.Attachments.Select(a => a.Host).Distinct(StringComparer.Ordinal).Select(h => (Host: h, Route: r)))
            .ToLookup(p => p.Host, p => p.Route, StringComparer.Ordinal);
        var hasBroader = byHost.Any(h => h.Key[0] == '*');
        foreach (var host in byHost)
        {
            var broader = hasBroader ? Hostnames.Broader(host.Key).SelectMany(h => byHost[h]) : [];
            yield return (host.Key, [.. host.Concat(broader).Distinct()]);
        }
    }

    /// <summary>Gets the matches of a host. Ties between routes go to the oldest, then by namespace and name; within a route to the first rule.</summary>
    /// <param name="host">The host.</param>
    /// <param name="routes">The routes that concern it.</param>
    /// <param name="options">The importer's settings.</param>
    public static IReadOnlyList<PlacedMatch> Of(string host, IReadOnlyList<HttpRoute> routes, TrafficManifestOptions options)
    {
        var byHost = routes.SelectMany(Place).ToLookup(p => p.Host, StringComparer.Ordinal);
        return
        [
            .. Candidates(host, byHost, options)
                .OrderBy(p => p.Host != host)
                .ThenByDescending(p => p.Host.Length)
                .ThenBy(p => p.Match.Rank.Order)
                .ThenBy(p => p.Route.Document.CreationTimestamp.Length == 0)
                .ThenBy(p => p.Route.Document.CreationTimestamp, StringComparer.Ordinal)
                .ThenBy(p => $"{p.Route.Document.Namespace}/{p.Route.Document.Name}", StringComparer.Ordinal)
                .DistinctBy(p => (p.Rule, p.Match, p.Port)),
        ];
    }

    private static IEnumerable<PlacedMatch> Place(HttpRoute route) =>
        from attachment in route.Attachments
        from rule in route.Rules
        from match in rule.Matches
        select new PlacedMatch(route, rule, match, attachment);

    // Hostnames only come before other conditions: a broader one's rules stand behind the narrower one's, unless told otherwise.
    private static IEnumerable<PlacedMatch> Candidates(string host, ILookup<string, PlacedMatch> byHost, TrafficManifestOptions options)
    {
        var own = byHost[host].ToList();
        // What a namespace says of its own requests replaces what the Service's says.
        if (own.Exists(p => p.Attachment.IsConsumer))
            own.RemoveAll(p => p.Attachment is { IsMesh: true, IsConsumer: false });
        var takesBroader = !options.StrictHostnames && own.Exists(p => !p.Attachment.IsMesh);
        return takesBroader ? own.Concat(Hostnames.Broader(host).SelectMany(h => byHost[h]).Where(p => !p.Attachment.IsMesh)) : own;
    }
}
