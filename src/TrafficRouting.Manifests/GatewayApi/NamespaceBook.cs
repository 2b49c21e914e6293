namespace TrafficRouting.Manifests;

/// <summary>The labels of namespaces by their names.</summary>
internal sealed class NamespaceBook
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> _labels = new(StringComparer.Ordinal);

    public void Add(ManifestDocument document, ImportContext context)
    {
        _labels[document.Name] = document.Labels;
        context.Say(document, new(TopicKind.Namespace, document.Name));
    }

    public IReadOnlyDictionary<string, string>? Find(string name) => _labels.GetValueOrDefault(name);
}
