namespace TrafficRouting.Manifests;

/// <summary>The Service Mesh Interface's documents: TrafficSplit and HTTPRouteGroup.</summary>
internal sealed class SmiFormat : IManifestFormat
{
    public const string SpecsGroup = "specs.smi-spec.io";

    private static readonly string[] Versions = ["v1alpha1", "v1alpha2", "v1alpha3", "v1alpha4"];
    private static readonly KnownKind Splits = new("split.smi-spec.io", SmiFields.TrafficSplit, Versions);
    private static readonly KnownKind Groups = new(SpecsGroup, SmiFields.HttpRouteGroup, Versions);

    private readonly Dictionary<(string Namespace, string Name), IReadOnlyList<MatchOptions>> _groups = [];
    private readonly List<TrafficSplit> _splits = [];

    public IReadOnlyList<KnownKind> Kinds { get; } = [Splits, Groups];

    // Names of Services are known to every format only once all splits are read.
    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents.Where(Groups.Is))
            _groups[(document.Namespace, document.Name)] = RouteGroupReader.Read(document);
        var reader = new TrafficSplitReader(_groups, context.Names);
        _splits.AddRange(documents.Where(Splits.Is).Select(reader.Read).OfType<TrafficSplit>());
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var split in _splits)
            SplitBuilder.Add(split, context);
    }
}
