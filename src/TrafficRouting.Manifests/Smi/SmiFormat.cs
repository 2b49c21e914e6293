namespace TrafficRouting.Manifests;

/// <summary>The Service Mesh Interface's documents: TrafficSplit and HTTPRouteGroup.</summary>
internal sealed class SmiFormat : IManifestFormat
{
    public const string SpecsGroup = "specs.smi-spec.io";

    private static readonly string[] Versions = ["v1alpha1", "v1alpha2", "v1alpha3", "v1alpha4"];
    private static readonly KnownKind Splits = new("split.smi-spec.io", SmiFields.TrafficSplit, Versions) { SaysWhere = true };
    private static readonly KnownKind Groups = new(SpecsGroup, SmiFields.HttpRouteGroup, Versions);

    private readonly Dictionary<ManifestDocument, TrafficSplit> _splits = [];

    public IReadOnlyList<KnownKind> Kinds { get; } = [Splits, Groups];

    // Names of Services are known to every format only once all splits are read.
    public void Collect(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents.Where(Groups.Is))
        {
            context.Book<RouteGroupBook>().Add(document, context.Read(document, static (d, _) => RouteGroupReader.Read(d)));
            context.Say(document, new(TopicKind.RouteGroup, document.Name, document.Namespace));
        }

        foreach (var document in documents.Where(Splits.Is))
        {
            if (context.Read(document, static (d, c) => new TrafficSplitReader(c).Read(d)) is { } split)
                _splits.Add(document, split);
        }
    }

    public void Import(IReadOnlyList<ManifestDocument> documents, ImportContext context)
    {
        foreach (var document in documents)
        {
            if (_splits.TryGetValue(document, out var split))
                context.Make(document, split, [split], split, static (c, s) => SplitBuilder.Add(s, c));
        }
    }
}
