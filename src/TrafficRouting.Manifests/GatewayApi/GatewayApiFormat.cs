namespace TrafficRouting.Manifests;

/// <summary>The Gateway API's documents: HTTPRoute and GRPCRoute, and what decides where they apply and where they lead.</summary>
internal sealed class GatewayApiFormat : IManifestFormat
{
    public const string Group = "gateway.networking.k8s.io";

    private static readonly KnownKind HttpRoutes = new(Group, HttpRouteFields.Kind, "v1", "v1beta1") { SaysWhere = true };
    private static readonly KnownKind GrpcRoutes = new(Group, GrpcRouteFields.Kind, "v1", "v1alpha2") { SaysWhere = true };
    private static readonly KnownKind Gateways = new(Group, GatewayFields.Gateway, "v1", "v1beta1");
    private static readonly KnownKind ListenerSets = new(Group, GatewayFields.ListenerSet, "v1");
    private static readonly KnownKind ExperimentalSets = new("gateway.networking.x-k8s.io", GatewayFields.XListenerSet, "v1alpha1");
    private static readonly KnownKind Grants = new(Group, GatewayFields.ReferenceGrant, "v1", "v1beta1", "v1alpha2");
    private static readonly KnownKind TlsPolicies = new(Group, GatewayFields.BackendTlsPolicy, "v1", "v1alpha3", "v1alpha2") { DescribesHosts = true };
    private static readonly KnownKind Namespaces = new(string.Empty, KubernetesFields.Namespace, "v1");

    public IReadOnlyList<KnownKind> Kinds { get; } = [HttpRoutes, GrpcRoutes, Gateways, ListenerSets, ExperimentalSets, Grants, TlsPolicies, Namespaces];

    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents)
        {
            if (Gateways.Is(document) && context.Read(document, static (d, _) => GatewayReader.Read(d)) is { } gateway)
                context.Book<GatewayBook>().Add(gateway, context);
            else if ((ListenerSets.Is(document) || ExperimentalSets.Is(document)) && context.Read(document, static (d, _) => GatewayReader.ReadSet(d)) is { } set)
                context.Book<GatewayBook>().Add(set, context);
            else if (Grants.Is(document))
                context.Book<ReferenceGrants>().Add(document, context);
            else if (TlsPolicies.Is(document))
                context.Read(document, BackendTlsPolicyReader.Read);
            else if (Namespaces.Is(document))
                context.Book<NamespaceBook>().Add(document, context);
        }
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        List<GatewayRoute> routes = [.. Read(HttpRoutes, RouteKind.Http, documents, context), .. Read(GrpcRoutes, RouteKind.Grpc, documents, context)];
        foreach (var route in routes)
        {
            foreach (var attachment in route.Attachments)
                context.Say(route.Document, new(TopicKind.RouteHost, attachment.Host));
        }

        foreach (var (host, concerned) in HostTable.Arrange(RouteConflicts.Settle(routes, context)))
            context.Make(concerned[0].Document, concerned[0], [host, .. concerned], (host, concerned), static (c, h) => Add(h.host, h.concerned, c));
    }

    private static IEnumerable<GatewayRoute> Read(KnownKind known, RouteKind kind, IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var reader = new GatewayRouteReader(kind, new(context, kind), new(new(context, kind), kind, context.Options));
        return documents.Where(known.Is).Select(d => context.Read(d, (d, _) => reader.Read(d))).OfType<GatewayRoute>();
    }

    private static void Add(string host, IReadOnlyList<GatewayRoute> routes, ImportContext context)
    {
        var matches = HostTable.Of(host, routes, context.Options);
        // A Service's ports that speak something else show no requests to a mesh.
        var ports = HostTable.PortsOf(host, routes) ?? (matches.Any(m => m.Attachment.IsMesh) ? context.Addresses.Find(host)?.PortsOfRequests : null);
        if (matches.Count == 0 && ports is null)
            return;
        var name = context.Names.TrySplit(host, out var service, out var @namespace) ? $"{service}.{@namespace}" : host.Replace('*', '_');
        var options = context.Services.Add(routes[0].Document, name, [host], UnmatchedBehavior.NotFound);
        foreach (var port in ports ?? [])
            options.Ports.Add(port);
        var builder = new GatewayRouteBuilder(options, context);
        foreach (var match in matches)
            builder.Add(match);
        // A listener without a route for the host leaves nothing but its 404.
        if (matches.Count == 0)
            builder.AddUnmatched(ports!, routes[0]);
    }
}
