using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Makes routes of rules, in their order.</summary>
internal sealed class VirtualServiceRouteBuilder(ServiceOptions service, ImportContext context)
{
    private const int Failed = 500;

    public void Add(HttpRule rule, VirtualService owner)
    {
        // What a prefix rewrite replaces depends on the match, so each match gets a route of its own.
        var isSplit = rule.Matches.Count > 1 && rule.ReplacesPrefix;
        foreach (var matches in isSplit ? rule.Matches.Select(m => new List<HttpMatch> { m }) : [rule.Matches])
        {
            var suffix = isSplit ? $".{matches[0].Name ?? rule.Matches.IndexOf(matches[0]).ToString(CultureInfo.InvariantCulture)}" : string.Empty;
            var name = ConfigurationName.Unused(rule.Name + suffix, service.Routes);
            service.Routes[name] = Build(rule, matches, $"{owner.Document.Name}.{name}");
        }
    }

    private RouteOptions Build(HttpRule rule, List<HttpMatch> matches, string title)
    {
        // The headers of an only destination come after its route's, so both are one.
        var only = rule.Targets.Count == 1 ? rule.Targets[0].Headers : HeaderOperations.None;
        var route = rule.Fields.Locate(new RouteOptions
        {
            Order = service.Routes.Count,
            RequestHeaders = HeaderComposition.Then(rule.Headers.Request, only.Request),
            ResponseHeaders = HeaderComposition.Then(rule.Headers.Response, only.Response),
            Rewrite = WithHost(rule.Rewrite, rule.Headers.Host ?? only.Host),
            // Of several actions, which is an error, one stands here.
            Redirect = rule.Targets.Count > 0 ? null : rule.Redirect,
            DirectResponse = rule.Targets.Count > 0 || rule.Redirect is not null ? null : rule.DirectResponse,
            Fault = rule.Fault,
            Failover = rule.Targets.Count > 0 ? rule.Failover : null,
        });
        RouteTimeout.Set(route, rule.Timeout);
        foreach (var match in matches.Where(m => m.Fields is not null || matches.Count > 1))
            route.Matches.Add(rule.ReplacesPrefix ? WithPath(match.Options) : match.Options);
        if (route.Matches.Count == 0 && rule.ReplacesPrefix)
            route.Matches.Add(WithPath(rule.Fields.Locate(new MatchOptions())));
        AddWeights(rule, route, title);
        AddMirrors(rule, route, title);
        // A rule whose action has errors of its own needs no further ones.
        if (route is { Weights.Count: 0, Redirect: null })
            route.DirectResponse ??= new() { Status = Failed };
        return route;
    }

    // Without a uri Envoy matches the prefix '/', which is what is replaced then.
    private static MatchOptions WithPath(MatchOptions match)
    {
        match.Path ??= new() { Prefix = "/" };
        return match;
    }

    private static RewriteOptions? WithHost(RewriteOptions? rewrite, string? host) => host is null
        ? rewrite
        : new() { PathPrefix = rewrite?.PathPrefix, Regex = rewrite?.Regex, Replacement = rewrite?.Replacement, Host = rewrite?.Host ?? host };

    private void AddWeights(HttpRule rule, RouteOptions route, string title)
    {
        var (backends, weights) = (new string[rule.Targets.Count], new decimal[rule.Targets.Count]);
        for (var i = 0; i < backends.Length; i++)
            (backends[i], weights[i]) = (BackendFor(rule.Targets[i], rule, title, i), rule.Targets[i].Weight);
        Weights.Give(route, backends, weights);
    }

    private string BackendFor(HttpTarget target, HttpRule rule, string title, int index)
    {
        var backend = context.Addresses.BackendFor(target.Destination, target.Fields);
        if (rule.Targets.Count == 1 || target.Headers.IsEmpty)
            return backend;
        var edits = new BackendOptions
        {
            RequestHeaders = HeaderComposition.Beneath(target.Headers.Request, rule.Headers.Request),
            ResponseHeaders = target.Headers.Response,
            // The route's authority goes before a destination's in Istio, and after it here.
            Rewrite = target.Headers.Host is { } host && (rule.Rewrite?.Host ?? rule.Headers.Host) is null ? new() { Host = host } : null,
        };
        return context.Addresses.VariantOf(backend, $"{title}-{index.ToString(CultureInfo.InvariantCulture)}", edits, target.Fields);
    }

    private void AddMirrors(HttpRule rule, RouteOptions route, string title)
    {
        if (route.Weights.Count == 0)
            return;
        foreach (var mirror in rule.Mirrors)
        {
            var backend = context.Addresses.BackendFor(mirror.Destination, mirror.Fields);
            if (context.Addresses.IsUnavailable(backend))
                continue;
            if (route.Mirrors.ContainsKey(backend))
                backend = context.Addresses.VariantOf(backend, $"{title}-mirror", new(), mirror.Fields);
            route.Mirrors[backend] = context.NewMirror(mirror.Percentage, mirror.Fields);
        }
    }
}
