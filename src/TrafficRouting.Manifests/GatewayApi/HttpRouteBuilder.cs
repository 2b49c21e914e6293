using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Makes the routes of one host out of its matches, which come in the order of their precedence.</summary>
internal sealed class HttpRouteBuilder(ServiceOptions service, ImportContext context)
{
    private const int Failed = 500;
    private const int TimedOut = 504;

    private readonly BackendNames _names = new(context);
    private (HttpRouteRule Rule, RouteOptions Route)? _last;

    public void Add(PlacedMatch placed)
    {
        // Matches of one rule that follow one another make one route.
        if (_last is { } last && ReferenceEquals(last.Rule, placed.Rule))
        {
            last.Route.Matches.Add(placed.Match.At(placed.Port));
            return;
        }

        var route = Build(placed.Rule, placed.Route);
        route.Order = service.Routes.Count;
        route.Matches.Add(placed.Match.At(placed.Port));
        service.Routes[ConfigurationName.Unused($"{placed.Route.Document.Name}.{placed.Rule.Name}", service.Routes)] = route;
        _last = (placed.Rule, route);
    }

    private RouteOptions Build(HttpRouteRule rule, HttpRoute owner)
    {
        var filters = rule.Filters;
        var route = rule.Fields.Locate(new RouteOptions
        {
            RequestHeaders = filters.RequestHeaders,
            ResponseHeaders = filters.ResponseHeaders,
            Redirect = filters.IsUnresolved ? null : filters.Redirect,
        });
        if (route.Redirect is not null)
            return route;
        if (filters.IsUnresolved || rule.Backends.All(b => b.Weight == 0 || b.IsInvalid))
        {
            route.DirectResponse = new() { Status = Failed };
            return route;
        }

        route.Rewrite = filters.Rewrite;
        route.Sticky = rule.Sticky;
        route.Timeout = rule.Timeout;
        route.TimeoutStatus = rule.Timeout is null ? null : TimedOut;
        var title = $"{owner.Document.Name}.{rule.Name}";
        AddMirrors(filters, route, title);
        for (var i = 0; i < rule.Backends.Count; i++)
            AddBackend(rule.Backends[i], route, isOnly: rule.Backends.Count == 1, $"{title}-{i.ToString(CultureInfo.InvariantCulture)}");
        return route;
    }

    private void AddBackend(HttpBackendRef backend, RouteOptions route, bool isOnly, string title)
    {
        var name = _names.Of(backend, isOnly, title);
        route.Weights[name] = backend.Weight + (route.Weights.TryGetValue(name, out var other) ? other : 0);
        if (!backend.IsInvalid && backend.Filters.Redirect is null)
            AddMirrors(backend.Filters, route, title, onlyFor: isOnly ? null : name);
    }

    private void AddMirrors(HttpRouteFilters filters, RouteOptions route, string title, string? onlyFor = null)
    {
        foreach (var mirror in filters.Mirrors)
        {
            var backend = context.Addresses.BackendFor(mirror.Destination, mirror.Fields);
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
