namespace TrafficRouting.Manifests;

/// <summary>Turns the text of files into documents; a <c>List</c>, or a JSON array, gives its items.</summary>
internal static class DocumentReader
{
    public static IReadOnlyList<ManifestDocument> Read(string file, string text, Problems problems)
    {
        var documents = new List<ManifestDocument>();
        foreach (var root in YamlReader.Read(file, text, problems))
            Add(root, documents, problems, isItem: false);
        return documents;
    }

    private static void Add(Node node, List<ManifestDocument> documents, Problems problems, bool isItem)
    {
        if (node is ListNode list && !isItem)
        {
            AddAll(list.Items, documents, problems);
            return;
        }

        if (node is not MapNode map)
        {
            problems.Error(node.Position, node.Position.File, $"A document must be a map, not {node.Shape}.");
            return;
        }

        var document = new ManifestDocument(map, problems);
        if (document is { Kind: "List", Group: "" } && !isItem)
            AddAll(document.Root.Items("items"), documents, problems);
        else
            documents.Add(document);
    }

    private static void AddAll(IEnumerable<Node> items, List<ManifestDocument> documents, Problems problems)
    {
        foreach (var item in items)
            Add(item, documents, problems, isItem: true);
    }
}
