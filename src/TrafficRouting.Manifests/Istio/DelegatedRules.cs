namespace TrafficRouting.Manifests;

/// <summary>
/// Joins a rule that delegates with the rules of its delegate, as Istio does: a request must match both, and what the delegate's rule leaves out is the other's.
/// </summary>
internal static class DelegatedRules
{
    public static IEnumerable<HttpRule> Of(HttpRule root, Fields reference, ImportContext context)
    {
        if (reference.RequiredText("name") is not { } name)
            return [];
        var @namespace = reference.Text("namespace") is { Length: > 0 } written ? written : reference.Document.Namespace;
        if (Delegates.Find(@namespace, name, context) is { } found)
            return found.Rules.Select(own => Join(root, own)).OfType<HttpRule>();
        reference.Warning("name", $"there is no VirtualService {@namespace}/{name} without hosts in the documents; the rule is left out");
        return [];
    }

    private static HttpRule? Join(HttpRule root, HttpRule own)
    {
        if (DelegatedMatches.FindOutside(own.Fields.Maps("match"), root.Fields.Maps("match")) is { } outside)
        {
            outside.Warning($"lies within no match of the rule that delegates ({root.Fields.Position}), so the whole rule is left out there, as in Istio");
            return null;
        }

        List<HttpMatch> matches = [.. own.Matches.SelectMany(o => root.Matches.Where(r => DelegatedMatches.IsWithin(o.Fields, r.Fields)).Select(r => Join(r, o)))];
        // Those that remain are not meant for this application.
        if (matches.Count == 0)
            return null;
        var joined = own with
        {
            Name = Name(root, own),
            Matches = matches,
            Headers = own.Fields.Has("headers") ? own.Headers : root.Headers,
        };
        // What a redirect answers is neither sent nor timed.
        if (!own.Fields.Has("route"))
            return joined;
        var hasMirrors = own.Fields.Has("mirror") || own.Fields.Has("mirrors");
        return joined with
        {
            Rewrite = own.Rewrite ?? root.Rewrite,
            Mirrors = hasMirrors ? own.Mirrors : root.Mirrors,
            WholeTimeout = own.Fields.Has("timeout") ? own.WholeTimeout : root.WholeTimeout,
            Retries = own.Retries ?? root.Retries,
            HasFault = own.HasFault || root.HasFault,
            Fault = own.HasFault ? own.Fault : root.Fault,
        };
    }

    private static string Name(HttpRule root, HttpRule own) => (root.Fields.Has("name"), own.Fields.Has("name")) switch
    {
        (false, true) => own.Name,
        (true, false) => root.Name,
        _ => $"{root.Name}-{own.Name}",
    };

    private static HttpMatch Join(HttpMatch root, HttpMatch own)
    {
        if (own.Fields is not { } fields || root.Fields is null)
            return own.Fields is null ? root : own;
        var options = fields.Locate(new MatchOptions
        {
            // The path that a rewrite replaces.
            Path = own.Options.Path ?? root.Options.Path,
            Method = own.Options.Method,
            Scheme = own.Options.Scheme,
            Host = own.Options.Host,
            Port = own.Options.Port,
        });
        foreach (var (key, condition) in own.Options.Headers)
            options.Headers[key] = condition;
        foreach (var (key, condition) in own.Options.Query)
            options.Query[key] = condition;
        foreach (var match in own.Options.AllOf)
            options.AllOf.Add(match);
        foreach (var match in own.Options.NoneOf)
            options.NoneOf.Add(match);
        options.AllOf.Add(root.Options);
        return new(fields, root.Name is { Length: > 0 } && own.Name is { Length: > 0 } ? $"{root.Name}-{own.Name}" : own.Name is { Length: > 0 } ? own.Name : root.Name, options);
    }
}
