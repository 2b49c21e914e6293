using System.Globalization;
using TrafficRouting.Configuration;
using TrafficRouting.Manifests.Importing;

namespace TrafficRouting.Manifests.GatewayApi;

/// <summary>Makes the routes of one host out of its matches, which come in the order of their precedence.</summary>
internal sealed class RouteBuilder(ServiceOptions service, ImportContext context)
{
    private const int Failed = 500;
    private const int TimedOut = 504;

    // Answers the share of a reference that leads nowhere.
    private const string Invalid = "invalid-backend-ref";

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
        var filters = Lifted(rule);
        var route = new RouteOptions
        {
            RequestHeaders = filters.RequestHeaders,
            ResponseHeaders = filters.ResponseHeaders,
            Redirect = filters.IsUnresolved ? null : filters.Redirect,
            Source = rule.Fields.Source,
        };
        if (route.Redirect is not null)
            return route;
        if (filters.IsUnresolved || rule.Backends.All(b => b.Weight == 0 || b.Destination is null))
        {
            route.Response = new() { Status = Failed };
            return route;
        }

        route.Rewrite = filters.Rewrite;
        route.Sticky = rule.Sticky;
        route.Timeout = rule.Timeout;
        route.TimeoutStatus = rule.Timeout is null ? null : TimedOut;
        AddWeights(rule, route, owner);
        AddMirrors(filters, route, $"{owner.Document.Name}.{rule.Name}");
        return route;
    }

    // What an only backendRef does to path and copies, its rule does.
    private static HttpRouteFilters Lifted(HttpRouteRule rule)
    {
        if (rule.Backends is not [{ Filters: var own }])
            return rule.Filters;
        var lifted = rule.Filters with
        {
            Rewrite = own.Rewrite ?? rule.Filters.Rewrite,
            Redirect = own.Redirect ?? rule.Filters.Redirect,
            IsUnresolved = rule.Filters.IsUnresolved || own.IsUnresolved,
            Mirrors = [.. rule.Filters.Mirrors, .. own.Mirrors],
        };
        return lifted;
    }

    private void AddWeights(HttpRouteRule rule, RouteOptions route, HttpRoute owner)
    {
        for (var i = 0; i < rule.Backends.Count; i++)
        {
            var backend = rule.Backends[i];
            var name = NameOf(backend, $"{owner.Document.Name}.{rule.Name}-{i.ToString(CultureInfo.InvariantCulture)}");
            route.Weights[name] = backend.Weight + (route.Weights.TryGetValue(name, out var other) ? other : 0);
        }
    }

    private string NameOf(HttpBackendRef backend, string title)
    {
        if (backend.Destination is null || backend.Filters.IsUnresolved)
        {
            context.Routing.Backends.TryAdd(Invalid, new() { Response = new() { Status = Failed } });
            return Invalid;
        }

        var name = context.Addresses.BackendFor(backend.Destination, backend.Fields.Position);
        var own = backend.Filters;
        if (own is { RequestHeaders: null, ResponseHeaders: null, Rewrite.Host: null } or { RequestHeaders: null, ResponseHeaders: null, Rewrite: null })
            return name;
        var edits = new BackendOptions { RequestHeaders = own.RequestHeaders, ResponseHeaders = own.ResponseHeaders, Host = own.Rewrite?.Host };
        return context.Addresses.VariantOf(name, title, edits, backend.Fields.Position);
    }

    private void AddMirrors(HttpRouteFilters filters, RouteOptions route, string title)
    {
        foreach (var mirror in filters.Mirrors)
        {
            var backend = context.Addresses.BackendFor(mirror.Destination, mirror.Fields.Position);
            if (route.Mirrors.ContainsKey(backend))
                backend = context.Addresses.VariantOf(backend, $"{title}-mirror", new(), mirror.Fields.Position);
            route.Mirrors[backend] = context.NewMirror(mirror.Percentage, mirror.Fields.Source);
        }
    }
}
