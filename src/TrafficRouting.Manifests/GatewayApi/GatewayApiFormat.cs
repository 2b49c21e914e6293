namespace TrafficRouting.Manifests;

/// <summary>The Gateway API's documents: HTTPRoute, with Gateway and ReferenceGrant.</summary>
internal sealed class GatewayApiFormat : IManifestFormat
{
    public const string Group = "gateway.networking.k8s.io";

    private static readonly KnownKind HttpRoutes = new(Group, HttpRouteFields.Kind, "v1", "v1beta1");
    private static readonly KnownKind Gateways = new(Group, GatewayFields.Gateway, "v1", "v1beta1");
    private static readonly KnownKind Grants = new(Group, GatewayFields.ReferenceGrant, "v1", "v1beta1", "v1alpha2");

    private readonly ReferenceGrants _grants = new();
    private readonly Dictionary<string, IReadOnlyList<Listener>> _gateways = new(StringComparer.Ordinal);

    public IReadOnlyList<KnownKind> Kinds { get; } = [HttpRoutes, Gateways, Grants];

    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents.Where(Gateways.Is))
            _gateways[$"{document.Namespace}/{document.Name}"] = GatewayReader.Read(document);
        foreach (var document in documents.Where(Grants.Is))
            _grants.Add(document);
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var reader = new HttpRouteReader(new(_gateways, context), new(new(_grants, context)));
        var routes = documents.Where(HttpRoutes.Is).Select(reader.Read).OfType<HttpRoute>().ToList();
        var names = new BackendNames(context);
        foreach (var host in HostTable.Arrange(routes, context.Options))
            Add(host, names, context);
    }

    private static void Add(IGrouping<string, PlacedMatch> host, BackendNames names, ImportContext context)
    {
        var name = context.Names.TrySplit(host.Key, out var service, out var @namespace) ? $"{service}.{@namespace}" : host.Key.Replace('*', '_');
        if (context.Services.Add(host.First().Route.Document, name, [host.Key], UnmatchedBehavior.NotFound) is not { } options)
            return;
        var builder = new HttpRouteBuilder(options, names, context);
        foreach (var match in host)
            builder.Add(match);
    }
}
