namespace TrafficRouting.Manifests;

/// <summary>
/// Settles who has a place that both HTTPRoutes and GRPCRoutes want: of a listener the older route, of a Service the GRPCRoute.
/// The other one keeps its other places.
/// </summary>
internal static class RouteConflicts
{
    public static IReadOnlyList<GatewayRoute> Settle(IReadOnlyList<GatewayRoute> routes, ImportContext context)
    {
        if (routes.All(r => r.Kind == routes[0].Kind))
            return routes;
        List<GatewayRoute> settled = [];
        foreach (var route in routes)
        {
            var rivals = routes.Where(r => r.Kind != route.Kind && r.Attachments.Any(a => Loses(route, r, a))).ToList();
            // The same route without those places, as long as its rivals are the same.
            settled.Add(rivals.Count == 0 ? route : context.Make(route.Document, (typeof(RouteConflicts), route), [route, .. rivals], (route, rivals), static (_, s) => Without(s.route, s.rivals)));
        }

        return settled;
    }

    private static GatewayRoute Without(GatewayRoute route, List<GatewayRoute> rivals)
    {
        route.Document.Root.Warning($"wants hosts that the {rivals[0].Document.Title} has; {(rivals[0].Attachments[0].IsMesh ? "of one Service the GRPCRoute" : "of one listener the older route")} counts, and this one is left out there");
        return route with { Attachments = [.. route.Attachments.Where(a => !rivals.Exists(r => r.Attachments.Any(other => Loses(route, r, a, other))))] };
    }

    private static bool Loses(GatewayRoute route, GatewayRoute rival, Attachment rivals) => route.Attachments.Any(own => Loses(route, rival, own, rivals));

    private static bool Loses(GatewayRoute route, GatewayRoute rival, Attachment own, Attachment rivals)
    {
        if (own.IsMesh || rivals.IsMesh)
            return own.IsMesh && rivals.IsMesh && own.Host == rivals.Host && (rivals.Port is null || rivals.Port == own.Port) && rival.Kind == RouteKind.Grpc;
        return ReferenceEquals(own.Listener, rivals.Listener)
            && (Hostnames.Covers(own.Host, rivals.Host) || Hostnames.Covers(rivals.Host, own.Host))
            && DocumentAge.Comparer.Compare(rival.Document, route.Document) < 0;
    }
}
