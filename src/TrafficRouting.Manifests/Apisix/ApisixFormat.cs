namespace TrafficRouting.Manifests;

/// <summary>APISIX's routes and upstreams, as single documents or as the lists of its standalone file.</summary>
internal sealed class ApisixFormat : IManifestFormat
{
    public IReadOnlyList<KnownKind> Kinds { get; } = [];

    public FieldTable? Untitled(ManifestDocument document) =>
        IsFile(document.Root) ? ApisixFields.File
        : IsRoute(document.Root) ? ApisixFields.Route
        : IsUpstream(document.Root) ? ApisixFields.Upstream
        : null;

    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents)
            context.Book<UpstreamBook>().Add(context.Read(document, static (d, _) => UpstreamsOf(d.Root)), context);
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context) =>
        ApisixRoutes.Add([.. documents.SelectMany(d => context.Read(d, static (d, c) => RoutesOf(d.Root, c)))], context);

    private static List<Upstream> UpstreamsOf(Fields root) =>
        [.. (IsFile(root) ? root.Maps("upstreams") : IsUpstream(root) ? [root] : []).Select(Upstream.Read).OfType<Upstream>()];

    private static List<ApisixRoute> RoutesOf(Fields root, ImportContext context)
    {
        var reader = new RouteReader(context);
        return [.. (IsFile(root) ? root.Maps("routes") : IsRoute(root) ? [root] : []).Select(reader.Read).OfType<ApisixRoute>().SelectMany(r => r.ByUri())];
    }

    private static bool IsFile(Fields root) => root.IsList("routes") || root.IsList("upstreams");

    private static bool IsRoute(Fields root) => root.Has("uri") || root.Has("uris") || root.Has("plugins");

    private static bool IsUpstream(Fields root) => !IsRoute(root) && root.Has("nodes");
}
