using System.Globalization;

namespace TrafficRouting.Manifests;

/// <summary>Makes services of routes: one for the hosts that have the same routes.</summary>
internal static class ApisixRoutes
{
    private const int Failed = 500;
    private const int Unavailable = 503;

    public static void Add(IReadOnlyList<ApisixRoute> routes, ImportContext context)
    {
        if (routes.Count == 0)
            return;

        var byHost = routes.SelectMany(r => r.Hosts.Select(h => (Host: h, Route: r))).ToLookup(r => r.Host, r => r.Route, StringComparer.Ordinal);
        foreach (var ofHost in byHost)
        {
            foreach (var route in ofHost)
                context.Say(route.Fields.Document, new(TopicKind.ApisixHost, ofHost.Key));
        }

        var named = context.Options.GatewayHosts.Select(h => h.ToLowerInvariant()).DefaultIfEmpty(Hostnames.Any);
        var hosts = byHost.SelectMany(h => h.Key is Hostnames.Any ? named : [h.Key]).Distinct(StringComparer.Ordinal).Select(h => (Host: h, Routes: Of(h, byHost)));
        foreach (var group in hosts.GroupBy(h => h.Routes, h => h.Host, SameItems<ApisixRoute>.Comparer))
            context.Make(group.Key[0].Fields.Document, group.Key[0], [.. group.Key, .. group], group, static (c, g) => Add([.. g], g.Key, c));
    }

    private static void Add(IReadOnlyList<string> hosts, IReadOnlyList<ApisixRoute> routes, ImportContext context)
    {
        var name = hosts[0] is Hostnames.Any ? "apisix" : hosts[0].Replace('*', '_');
        var service = context.Services.Add(routes[0].Fields.Document, name, hosts, UnmatchedBehavior.PassThrough);
        for (var (at, count) = (0, 0); at < routes.Count; at += count)
        {
            var route = routes[at];
            // Uris of one route that follow one another stay together.
            List<ApisixRoute> together = [.. routes.Skip(at).TakeWhile(r => ReferenceEquals(r.Fields, route.Fields))];
            count = together.Count;
            Add(route with { Matches = [.. together.SelectMany(r => r.Matches)] }, service);
        }
    }

    // The routes of broader hosts stand behind; within a host come exact uris, then longer prefixes, and only among routes of one uri does priority decide.
    private static List<ApisixRoute> Of(string host, ILookup<string, ApisixRoute> byHost) =>
    [
        .. Hostnames.Broader(host).Prepend(host)
            .SelectMany(h => byHost[h]
                .OrderByDescending(r => r.Matches.Select(m => m.Path?.Exact is null ? m.Path?.Prefix?.Length ?? 0 : int.MaxValue).FirstOrDefault())
                .ThenByDescending(r => r.Priority))
            .Distinct(),
    ];

    private static void Add(ApisixRoute route, ServiceOptions service)
    {
        for (var i = 0; i < route.Rules.Count; i++)
        {
            var rule = route.Rules[i];
            var options = Build(route, service, rule.IsFailing ? null : rule.Matches);
            AddWeights(rule, options);
            service.Routes[ConfigurationName.Unused($"{route.Name}.{i.ToString(CultureInfo.InvariantCulture)}", service.Routes)] = options;
            // What takes everything leaves nothing for what follows.
            if (rule.Matches is null || rule.IsFailing)
                return;
        }

        var rest = Build(route, service, null);
        if (route.Backend is not null)
            (rest.Weights[route.Backend], rest.Failover) = (1, route.Failover);
        else
            Answer(rest, Unavailable);
        service.Routes[ConfigurationName.Unused(route.Name, service.Routes)] = rest;
    }

    private static RouteOptions Build(ApisixRoute route, ServiceOptions service, IReadOnlyList<MatchOptions>? expressions)
    {
        var options = route.Fields.Locate(new RouteOptions { Order = service.Routes.Count });
        foreach (var match in route.Matches)
        {
            var both = route.Fields.Locate(new MatchOptions { Path = match.Path, Method = match.Method });
            if (route.Vars is not null)
                both.AllOf.Add(route.Vars);
            foreach (var expression in expressions ?? [])
                both.AnyOf.Add(expression);
            options.Matches.Add(both);
        }

        foreach (var (backend, mirror) in route.Mirrors)
            options.Mirrors[backend] = mirror;
        return options;
    }

    private static void AddWeights(SplitRule rule, RouteOptions options)
    {
        if (rule.Upstreams.Count == 0)
        {
            Answer(options, Failed);
            return;
        }

        // An only upstream takes everything, and upstreams that all have no weight take turns.
        var isEqual = rule.Upstreams.Count == 1 || rule.Upstreams.All(u => u.Weight == 0);
        var weights = Weights.Fit([.. rule.Upstreams.Select(u => isEqual ? 1 : u.Weight)]);
        for (var i = 0; i < weights.Length; i++)
            options.Weights[rule.Upstreams[i].Backend] = weights[i];
        options.Selection = RoundRobinOf(rule, weights);
        options.Failover = rule.Failover;
    }

    private static void Answer(RouteOptions options, int status)
    {
        options.DirectResponse = new() { Status = status };
        options.Mirrors.Clear();
    }

    private static string RoundRobinOf(SplitRule rule, int[] weights)
    {
        if (WeightLimits.Cycle(weights) <= WeightLimits.MaxCycle)
            return SelectionNames.RoundRobin;
        rule.Fields.Warning("weighted_upstreams", $"make turns of more than {WeightLimits.MaxCycle} requests; upstreams are drawn at random instead, in the same proportion");
        return SelectionNames.Random;
    }
}
