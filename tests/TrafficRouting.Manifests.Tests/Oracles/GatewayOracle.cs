namespace TrafficRouting.Manifests.Tests.Oracles;

/// <summary>
/// The specification, read straight: a request belongs to its most specific listener; of the routes attached there the matches
/// that take it stand in order, and the first one counts. Knows nothing of tables, ports or services.
/// </summary>
internal static class GatewayOracle
{
    /// <summary>Tells the rule that takes a request, or null.</summary>
    public static string? Decide(RandomGateway gateway, RandomRequest request)
    {
        var listener = gateway.Listeners.Where(l => l.Port == request.Port && Covers(l.Hostname, request.Host)).MaxBy(l => Specificity(l.Hostname));
        if (listener is null)
            return null;

        var candidates = new List<(RandomRoute Route, int Rule, RandomMatch Match, (int, int) Host)>();
        foreach (var route in gateway.Routes.Where(r => r.Section is null || r.Section == listener.Name))
        {
            var hosts = route.Hostnames.Count == 0 ? [listener.Hostname] : route.Hostnames.Select(h => Narrower(h, listener.Hostname)).Where(h => h is not null);
            var matching = hosts.Where(h => Covers(h, request.Host)).ToList();
            if (matching.Count == 0)
                continue;
            foreach (var (index, matches) in route.Rules.Index())
                candidates.AddRange(matches.Select(m => (route, index, m, matching.Max(Specificity))));
        }

        if (gateway.IsStrict && candidates.Count > 0)
            candidates.RemoveAll(c => c.Host != candidates.Max(other => other.Host));
        var sorted = candidates
            .OrderByDescending(c => c.Host)
            .ThenByDescending(c => c.Match.Rank(gateway.IsGrpc), Comparer<IReadOnlyList<int>>.Create((a, b) => a.Zip(b, (x, y) => x.CompareTo(y)).FirstOrDefault(c => c != 0)))
            .ThenBy(c => c.Route.Age is null).ThenBy(c => c.Route.Age, StringComparer.Ordinal)
            .ThenBy(c => c.Route.Name, StringComparer.Ordinal)
            .ThenBy(c => c.Rule);
        return sorted.Where(c => c.Match.Takes(request, gateway.IsGrpc)).Select(c => $"{c.Route.Name}-{c.Rule}.shop").FirstOrDefault();
    }

    private static bool Covers(string? pattern, string host) => pattern is null || pattern == host || (pattern[0] == '*' && host.EndsWith(pattern[1..], StringComparison.Ordinal));

    // Without wildcard first, then the longer.
    private static (int, int) Specificity(string? pattern) => pattern is null ? (0, 0) : (pattern[0] == '*' ? 0 : pattern.Length, pattern.Length);

    private static string? Narrower(string route, string? listener) => listener is null || Covers(listener, route) ? route : Covers(route, listener) ? listener : null;
}
