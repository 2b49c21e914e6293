namespace TrafficRouting.Manifests;

/// <summary>Reads an entry of <c>http</c>.</summary>
internal static class HttpRuleReader
{
    private static readonly string[] Actions = ["route", "redirect", "directResponse"];
    private static readonly string[] OfSending = ["fault", "rewrite", "mirror", "mirrors"];

    public static HttpRule? Read(Fields fields, int index, IReadOnlyList<string> gateways, ClusterNames names, SourceSelector selector)
    {
        var @namespace = fields.Document.Namespace;
        var written = fields.Maps("match");
        var matches = written.Count == 0
            ? (selector.TakesGateways(gateways, @namespace) ? [new HttpMatch(null, null, fields.Locate(new MatchOptions()))] : [])
            : written.Select(m => HttpMatchReader.Read(m, gateways, @namespace, selector)).OfType<HttpMatch>().ToList();
        var name = fields.Text("name");
        var fault = FaultReader.Read(fields.Map("fault"));
        var timeout = fields.Duration("timeout");
        var retries = RetriesReader.Read(fields);
        var rule = new HttpRule(fields, string.IsNullOrEmpty(name) ? $"http-{index}" : name, matches)
        {
            Headers = HeaderOperationsReader.Read(fields),
            Rewrite = RewriteReader.Read(fields.Map("rewrite")),
            Redirect = RedirectReader.Read(fields.Map("redirect")),
            DirectResponse = DirectResponseReader.Read(fields.Map("directResponse")),
            Fault = fault,
            HasFault = fields.Has("fault"),
            // Zero means none.
            WholeTimeout = timeout == TimeSpan.Zero ? null : timeout,
            Retries = retries,
            Delegate = fields.Map("delegate"),
        };
        if (timeout < TimeSpan.FromMilliseconds(1) && timeout != TimeSpan.Zero)
            fields.Error("timeout", "must be at least 1ms, or 0s for none");
        rule.Mirrors.AddRange(MirrorReader.Read(fields, names));
        ReadTargets(rule, names);
        CorsPolicyReader.Read(fields);
        CheckAction(rule);
        return matches.Count > 0 ? rule : null;
    }

    private static void ReadTargets(HttpRule rule, ClusterNames names)
    {
        var routes = rule.Fields.Maps("route");
        var total = 0L;
        foreach (var route in routes)
        {
            var weight = route.Integer("weight", least: 0) ?? 0;
            total += weight;
            var headers = HeaderOperationsReader.Read(route);
            if (DestinationReader.Read(route.Map("destination"), route, names) is { } destination)
                rule.Targets.Add(new(route, destination, routes.Count == 1 ? 1 : weight, headers));
        }

        if (routes.Count > 1 && total == 0 && routes.All(r => r.IsSound))
            rule.Fields.Error("route", "total destination weight = 0; give at least one destination a weight above 0");
    }

    private static void CheckAction(HttpRule rule)
    {
        var fields = rule.Fields;
        string[] actions = [.. Actions.Where(fields.Has)];
        if (fields.Has("delegate") && actions.Length > 0)
            fields.Error("delegate", $"excludes {actions[0]}, which its own rules have");
        else if (actions.Length == 0 && !fields.Has("delegate"))
            fields.Incomplete("needs one of route, redirect, directResponse and delegate");
        if (actions.Length > 1)
            fields.Error($"takes only one of {string.Join(" and ", actions)}");
        if (fields.Has("route") && fields.Maps("route").Count == 0)
            fields.Missing("route", "needs at least one destination");
        if (actions is ["redirect" or "directResponse"])
            CheckAnswer(fields, actions[0]);
        if (rule.Redirect?.PathPrefix is not null && fields.Maps("match").Any(m => m.Map("uri") is { } uri && (uri.Has("exact") || uri.Has("regex"))))
            fields.Error("redirect", "with prefixRewrite needs every match of the rule that has a uri to have a prefix");
        if (rule.Headers.Host is not null && rule.Rewrite?.Host is not null)
            fields.Error("rewrite", "sets the authority, and so do the headers; only one of them can");
    }

    private static void CheckAnswer(Fields fields, string action)
    {
        foreach (var name in OfSending.Where(fields.Has))
        {
            if (name is "fault" or "rewrite")
                fields.Error(name, $"cannot go with {action}, which sends nothing");
            else
                fields.Warning(name, $"has no effect with {action}, which sends nothing");
        }
    }
}
