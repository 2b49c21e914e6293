using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Makes the routes of one host out of its matches, which come in the order of their precedence.</summary>
internal sealed class GatewayRouteBuilder(ServiceOptions service, ImportContext context)
{
    private const int NotFound = 404;

    private readonly BackendNames _names = new(context);
    private readonly HashSet<int> _consumerPorts = [];
    private (GatewayRule Rule, RouteOptions Route)? _last;
    private PlacedMatch? _everything;

    public void Add(PlacedMatch placed)
    {
        WarnIfHidden(placed);
        // Matches of one rule that follow one another make one route.
        if (_last is { } last && ReferenceEquals(last.Rule, placed.Rule))
        {
            last.Route.Matches.Add(placed.Match.At(placed.Port));
            return;
        }

        if (placed.Attachment is { IsConsumer: true, Port: { } port })
            _consumerPorts.Add(port);
        else if (placed.Attachment.IsMesh)
            AddUnmatched([.. _consumerPorts], placed.Route);
        var route = Build(placed);
        route.Order = service.Routes.Count;
        route.Matches.Add(placed.Match.At(placed.Port));
        service.Routes[ConfigurationName.Unused($"{placed.Route.Document.Name}.{placed.Rule.Name}", service.Routes)] = route;
        _last = (placed.Rule, route);
    }

    /// <summary>Lets requests that no rule has matched so far be answered at these ports.</summary>
    public void AddUnmatched(IReadOnlyList<int> ports, GatewayRoute owner)
    {
        _consumerPorts.Clear();
        if (ports.Count == 0)
            return;
        var route = owner.Document.Root.Locate(new RouteOptions { Order = service.Routes.Count, DirectResponse = new() { Status = NotFound } });
        foreach (var port in ports)
            route.Matches.Add(owner.Document.Root.Locate(new MatchOptions { Port = port }));
        service.Routes[ConfigurationName.Unused("unmatched", service.Routes)] = route;
        _last = null;
    }

    // The specification leaves the place of patterns open, so that nobody expects to be hidden.
    private void WarnIfHidden(PlacedMatch placed)
    {
        if (placed.Match.IsPattern && _everything is { } all && all.Host == placed.Host && (all.Port is null || all.Port == placed.Port))
            placed.Match.Fields.Warning("path", $"is never matched: regular expressions come after every prefix, and {all.Route.Document.Title} has a prefix '/' without further conditions; give it some, or set RegexOrder of the manifest options");
        if (placed.Match.IsEverything)
            _everything = placed;
    }

    private RouteOptions Build(PlacedMatch placed)
    {
        var (rule, owner) = (placed.Rule, placed.Route);
        var isMesh = placed.Attachment.IsMesh;
        var filters = rule.Filters;
        var route = rule.Fields.Locate(new RouteOptions
        {
            RequestHeaders = filters.RequestHeaders,
            ResponseHeaders = filters.ResponseHeaders,
            Redirect = filters.IsUnresolved ? null : filters.Redirect,
        });
        if (route.Redirect is not null)
            return route;
        if (filters.IsUnresolved || rule.Backends.All(b => b.Weight == 0 || b.IsInvalid(isMesh)))
        {
            route.DirectResponse = new() { Status = owner.Kind.Failed };
            return route;
        }

        route.Rewrite = filters.Rewrite;
        route.Sticky = rule.Sticky;
        RouteTimeout.Set(route, rule.Timeout);
        route.Failover = rule.Failover;
        var title = $"{owner.Document.Name}.{rule.Name}";
        AddMirrors(filters, route, title, placed);
        var (backends, weights) = (new string[rule.Backends.Count], new decimal[rule.Backends.Count]);
        for (var i = 0; i < backends.Length; i++)
            (backends[i], weights[i]) = (AddBackend(rule.Backends[i], route, isOnly: backends.Length == 1, $"{title}-{i.ToString(CultureInfo.InvariantCulture)}", placed), rule.Backends[i].Weight);
        Weights.Give(route, backends, weights);
        return route;
    }

    private string AddBackend(GatewayBackendRef backend, RouteOptions route, bool isOnly, string title, PlacedMatch placed)
    {
        var name = _names.Of(backend, isOnly, title, placed);
        if (!backend.IsInvalid(placed.Attachment.IsMesh) && backend.Filters.Redirect is null)
            AddMirrors(backend.Filters, route, title, placed, onlyFor: isOnly ? null : name);
        return name;
    }

    private void AddMirrors(GatewayFilters filters, RouteOptions route, string title, PlacedMatch placed, string? onlyFor = null)
    {
        foreach (var mirror in filters.Mirrors.Where(m => m.Target.Takes(placed.Attachment.IsMesh)))
        {
            var backend = context.Addresses.BackendFor(mirror.Target.Destination, mirror.Fields);
            if (context.Addresses.IsUnavailable(backend))
                continue;
            if (route.Mirrors.ContainsKey(backend))
                backend = context.Addresses.VariantOf(backend, $"{title}-mirror", new(), mirror.Fields);
            var options = route.Mirrors[backend] = context.NewMirror(mirror.Percentage, mirror.Fields);
            if (onlyFor is not null)
                options.Backends.Add(onlyFor);
        }
    }
}
