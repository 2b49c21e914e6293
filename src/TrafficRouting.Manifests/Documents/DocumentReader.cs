namespace TrafficRouting.Manifests;

/// <summary>Turns the text of files into documents; a list of objects, or a JSON array, gives its items.</summary>
internal static class DocumentReader
{
    private const string List = "List";

    public static IReadOnlyList<ManifestDocument> Read(string file, string text, Problems problems, bool isLive = false)
    {
        var documents = new List<ManifestDocument>();
        foreach (var root in YamlReader.Read(file, text, problems))
        {
            if (root is ListNode array)
                AddAll(array.Items, owner: null);
            else
                Add(root);
        }

        return documents;

        void AddAll(IEnumerable<Node> items, ManifestDocument? owner)
        {
            foreach (var item in items)
                Add(owner is not null && item is MapNode map ? OfList(map, owner) : item);
        }

        void Add(Node node)
        {
            if (Document(node) is not { } document)
                return;
            if (IsList(document))
                AddAll(document.Root.Items("items"), document);
            else
                documents.Add(document);
        }

        ManifestDocument? Document(Node node)
        {
            if (node is MapNode map)
                return new(map, problems, isLive);
            problems.Error(node.Position, node.Position.File, $"A document must be a map, not {node.Shape}.");
            return null;
        }
    }

    private static bool IsList(ManifestDocument document) => document.Kind.EndsWith(List, StringComparison.Ordinal) && document.Root.Node.TryGet("items", out _);

    // A list of one kind (PodList) leaves out of its items what it says itself.
    private static MapNode OfList(MapNode item, ManifestDocument list)
    {
        if (item.TryGet("kind", out _) || list.Kind is List)
            return item;
        var whole = new MapNode(item.Position);
        foreach (var (name, value) in new[] { ("apiVersion", list.Root.Text("apiVersion")), ("kind", list.Kind[..^List.Length]) })
            whole.TryAdd(name, new ScalarNode(item.Position, value ?? string.Empty, ScalarKind.Text));
        for (var i = 0; i < item.Count; i++)
            whole.TryAdd(item[i].Key, item[i].Value);
        return whole;
    }
}
