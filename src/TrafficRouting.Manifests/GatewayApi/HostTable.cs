namespace TrafficRouting.Manifests;

/// <summary>Brings the matches of all routes into the order of their precedence, host by host.</summary>
internal static class HostTable
{
    public static IEnumerable<IGrouping<string, PlacedMatch>> Arrange(IReadOnlyList<HttpRoute> routes, TrafficManifestOptions options)
    {
        var byHost = routes.SelectMany(Place).ToLookup(p => p.Host, StringComparer.Ordinal);
        return byHost
            .SelectMany(host => Of(host.Key, byHost, options).Select(p => (Host: host.Key, Match: p)))
            .GroupBy(p => p.Host, p => p.Match, StringComparer.Ordinal);
    }

    private static IEnumerable<PlacedMatch> Place(HttpRoute route) =>
        from attachment in route.Attachments
        from rule in route.Rules
        from match in rule.Matches
        select new PlacedMatch(route, rule, match, attachment);

    // Ties between routes go to the oldest, then by namespace and name; within a route to the first rule.
    private static IEnumerable<PlacedMatch> Of(string host, ILookup<string, PlacedMatch> byHost, TrafficManifestOptions options) =>
        Candidates(host, byHost, options)
            .OrderBy(p => p.Host != host)
            .ThenByDescending(p => p.Host.Length)
            .ThenBy(p => p.Match.Rank.Order)
            .ThenBy(p => p.Route.Document.CreationTimestamp.Length == 0)
            .ThenBy(p => p.Route.Document.CreationTimestamp, StringComparer.Ordinal)
            .ThenBy(p => $"{p.Route.Document.Namespace}/{p.Route.Document.Name}", StringComparer.Ordinal)
            .DistinctBy(p => (p.Rule, p.Match, p.Port));

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
