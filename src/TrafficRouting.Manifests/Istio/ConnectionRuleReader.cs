namespace TrafficRouting.Manifests;

/// <summary>Checks the entries of <c>tls</c> and <c>tcp</c>, which route connections and not requests.</summary>
internal static class ConnectionRuleReader
{
    public static void Read(Fields spec, ClusterNames names)
    {
        foreach (var rule in spec.Maps("tls"))
        {
            if (rule.Maps("match").Count == 0)
                rule.Error("match", "needs at least one match");
            foreach (var match in rule.Maps("match"))
                CheckHosts(match, spec.Texts("hosts"));
            Check(rule, names);
        }

        foreach (var rule in spec.Maps("tcp"))
            Check(rule, names);
        spec.Warn("tls", "means nothing here; only http rules route requests");
        spec.Warn("tcp", "means nothing here; only http rules route requests");
    }

    private static void Check(Fields rule, ClusterNames names)
    {
        foreach (var match in rule.Maps("match"))
            CheckMatch(match);
        var routes = rule.Maps("route");
        var total = 0L;
        foreach (var route in routes)
        {
            total += route.Integer("weight", least: 0) ?? 0;
            _ = DestinationReader.Read(route.Map("destination"), route, names);
        }

        if (routes.Count == 0)
            rule.Error("route", "needs at least one destination");
        if (routes.Count > 1 && total == 0)
            rule.Error("route", "total destination weight = 0; give at least one destination a weight above 0");
    }

    private static void CheckMatch(Fields match)
    {
        foreach (var subnet in match.Texts("destinationSubnets").Where(s => !NetworkText.IsNetwork(s)))
            match.Error("destinationSubnets", $"'{subnet}' must be an address or a network such as 10.0.0.0/8");
        _ = match.Integer("port", 1, 65535);
        _ = match.Text("sourceSubnet");
        _ = match.TextMap("sourceLabels");
        _ = match.Texts("gateways");
        _ = match.Text("sourceNamespace");
    }

    private static void CheckHosts(Fields match, IReadOnlyList<string> hosts)
    {
        var names = match.Texts("sniHosts");
        if (names.Count == 0)
            match.Error("sniHosts", "needs at least one host");
        foreach (var name in names.Where(n => !hosts.Any(h => IsPartOf(n, h))))
            match.Error("sniHosts", $"'{name}' is not among the hosts of the document: {string.Join(", ", hosts)}");
    }

    private static bool IsPartOf(string name, string host) =>
        name.Equals(host, StringComparison.OrdinalIgnoreCase) || (host is ['*', .. var suffix] && name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
