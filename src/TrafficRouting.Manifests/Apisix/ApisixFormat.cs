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

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        var upstreams = new UpstreamBook(context);
        foreach (var upstream in documents.Select(d => d.Root).SelectMany(r => IsFile(r) ? r.Maps("upstreams") : IsUpstream(r) ? [r] : []))
            upstreams.Add(upstream);
        var reader = new RouteReader(upstreams, context);
        var routes = documents.Select(d => d.Root).SelectMany(r => IsFile(r) ? r.Maps("routes") : IsRoute(r) ? [r] : []).Select(reader.Read).OfType<ApisixRoute>().ToList();
        ApisixRoutes.Add(routes, context);
    }

    private static bool IsFile(Fields root) => root.IsList("routes") || root.IsList("upstreams");

    private static bool IsRoute(Fields root) => root.Has("uri") || root.Has("uris") || root.Has("plugins");

    private static bool IsUpstream(Fields root) => !IsRoute(root) && root.Has("nodes");
}
