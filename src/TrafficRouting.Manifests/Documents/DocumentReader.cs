namespace TrafficRouting.Manifests;

/// <summary>Turns the text of files into documents; a <c>List</c>, or a JSON array, gives its items.</summary>
internal static class DocumentReader
{
    public static IReadOnlyList<ManifestDocument> Read(string file, string text, Problems problems, bool isLive = false)
    {
        var documents = new List<ManifestDocument>();
        foreach (var root in YamlReader.Read(file, text, problems))
            Add(root, isItem: false);
        return documents;

        void Add(Node node, bool isItem)
        {
            if (node is ListNode list && !isItem)
            {
                AddAll(list.Items);
                return;
            }

            if (node is not MapNode map)
            {
                problems.Error(node.Position, node.Position.File, $"A document must be a map, not {node.Shape}.");
                return;
            }

            var document = new ManifestDocument(map, problems, isLive);
            if (document is { Kind: "List", Group: "" } && !isItem)
                AddAll(document.Root.Items("items"));
            else
                documents.Add(document);
        }

        void AddAll(IEnumerable<Node> items)
        {
            foreach (var item in items)
                Add(item, isItem: true);
        }
    }
}
