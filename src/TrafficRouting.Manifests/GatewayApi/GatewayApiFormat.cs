namespace TrafficRouting.Manifests;

/// <summary>The Gateway API's documents: HTTPRoute, with Gateway and ReferenceGrant.</summary>
internal sealed class GatewayApiFormat : IManifestFormat
{
    public const string Group = "gateway.networking.k8s.io";

    private static readonly KnownKind HttpRoutes = new(Group, HttpRouteFields.Kind, "v1", "v1beta1");
    private static readonly KnownKind Gateways = new(Group, GatewayFields.Gateway, "v1", "v1beta1");
    private static readonly KnownKind Grants = new(Group, GatewayFields.ReferenceGrant, "v1", "v1beta1", "v1alpha2");

    public IReadOnlyList<KnownKind> Kinds { get; } = [HttpRoutes, Gateways, Grants];

    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents.Where(Gateways.Is))
            context.Book<GatewayBook>().Add(document, context.Read(document, static (d, _) => GatewayReader.Read(d)));
        foreach (var document in documents.Where(Grants.Is))
            context.Book<ReferenceGrants>().Add(context.Read(document, static (d, _) => ReferenceGrants.Read(d)));
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var reader = new HttpRouteReader(new(context), new(new(context)));
        var routes = documents.Where(HttpRoutes.Is).Select(d => context.Read(d, (d, _) => reader.Read(d))).OfType<HttpRoute>().ToList();
        foreach (var (host, concerned) in HostTable.Arrange(routes))
            context.Make(concerned[0], [host, .. concerned], (host, concerned), static (c, h) => Add(h.host, h.concerned, c));
    }

    private static void Add(string host, IReadOnlyList<HttpRoute> routes, ImportContext context)
    {
        var matches = HostTable.Of(host, routes, context.Options);
        if (matches.Count == 0)
            return;
        var name = context.Names.TrySplit(host, out var service, out var @namespace) ? $"{service}.{@namespace}" : host.Replace('*', '_');
        var options = context.Services.Add(matches[0].Route.Document, name, [host], UnmatchedBehavior.NotFound);
        var builder = new HttpRouteBuilder(options, context);
        foreach (var match in matches)
            builder.Add(match);
    }
}
