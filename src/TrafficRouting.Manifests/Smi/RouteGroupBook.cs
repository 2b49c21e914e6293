namespace TrafficRouting.Manifests;

/// <summary>The HTTPRouteGroups by namespace and name.</summary>
internal sealed class RouteGroupBook
{
    private readonly Dictionary<(string Namespace, string Name), IReadOnlyList<MatchOptions>> _groups = [];

    public void Add(ManifestDocument document, IReadOnlyList<MatchOptions> matches) => _groups[(document.Namespace, document.Name)] = matches;

    public IReadOnlyList<MatchOptions>? Find(string @namespace, string name) => _groups.GetValueOrDefault((@namespace, name));
}
