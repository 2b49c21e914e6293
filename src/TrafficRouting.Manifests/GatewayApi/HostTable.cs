using TrafficRouting.Manifests.Importing;

namespace TrafficRouting.Manifests.GatewayApi;

/// <summary>Brings the matches of all routes into the order of their precedence, host by host.</summary>
internal static class HostTable
{
    public static IEnumerable<IGrouping<string, PlacedMatch>> Arrange(IReadOnlyList<HttpRoute> routes, TrafficManifestOptions options)
    {
        var placed = routes.SelectMany(Place).ToList();
        return placed
            .Select(p => p.Host)
            .Distinct(StringComparer.Ordinal)
            .SelectMany(host => Of(host, placed, options).Select(p => (Host: host, Match: p)))
            .GroupBy(p => p.Host, p => p.Match, StringComparer.Ordinal);
    }

    private static IEnumerable<PlacedMatch> Place(HttpRoute route) =>
        from attachment in route.Attachments
        from rule in route.Rules
        from match in rule.Matches
        select new PlacedMatch(route, rule, match, attachment);

    // Ties between routes go to the oldest, then by namespace and name; within a route to the first rule.
    private static IEnumerable<PlacedMatch> Of(string host, List<PlacedMatch> placed, TrafficManifestOptions options) =>
        Candidates(host, placed, options)
            .OrderBy(p => p.Host != host)
            .ThenByDescending(p => p.Host.Length)
            .ThenBy(p => p.Match.Rank.Order)
            .ThenBy(p => p.Route.Document.CreationTimestamp.Length == 0)
            .ThenBy(p => p.Route.Document.CreationTimestamp, StringComparer.Ordinal)
            .ThenBy(p => $"{p.Route.Document.Namespace}/{p.Route.Document.Name}", StringComparer.Ordinal)
            .DistinctBy(p => (p.Rule, p.Match, p.Port));

    // Hostnames only come before other conditions: a broader one's rules stand behind the narrower one's, unless told otherwise.
    private static IEnumerable<PlacedMatch> Candidates(string host, List<PlacedMatch> placed, TrafficManifestOptions options)
    {
        var own = placed.FindAll(p => p.Host == host);
        // What a namespace says of its own requests replaces what the Service's says.
        if (own.Exists(p => p.Attachment.IsConsumer))
            own.RemoveAll(p => p.Attachment is { IsMesh: true, IsConsumer: false });
        var takesBroader = !options.StrictHostnames && own.Exists(p => !p.Attachment.IsMesh);
        return takesBroader ? own.Concat(placed.Where(p => p.Host != host && !p.Attachment.IsMesh && Hostnames.Covers(p.Host, host))) : own;
    }
}
