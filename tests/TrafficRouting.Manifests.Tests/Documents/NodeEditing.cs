using System.Globalization;

namespace TrafficRouting.Manifests.Tests.Documents;

/// <summary>Makes documents out of others. A path is the keys from the root; a number stands for an item of a list.</summary>
internal static class NodeEditing
{
    /// <summary>Gets the paths of all keys, of what aliases share only the first.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Paths(MapNode document)
    {
        var paths = new List<IReadOnlyList<string>>();
        var seen = new HashSet<Node>(ReferenceEqualityComparer.Instance);
        Add(document, []);
        return paths;

        void Add(Node node, string[] above)
        {
            if (!seen.Add(node))
                return;
            foreach (var (key, value) in (node as MapNode)?.Entries ?? ArraySegment<KeyValuePair<string, Node>>.Empty)
            {
                paths.Add([.. above, key]);
                Add(value, [.. above, key]);
            }

            foreach (var (i, item) in ((node as ListNode)?.Items ?? []).Index())
                Add(item, [.. above, Text(i)]);
        }
    }

    /// <summary>Makes a document with what identifies it, and one field.</summary>
    public static MapNode Alone(MapNode document, IReadOnlyList<string> path)
    {
        var alone = (MapNode)Prune(document, path, 0);
        foreach (var name in new[] { "apiVersion", "kind", "metadata" })
        {
            if (document.TryGet(name, out var node))
                alone.TryAdd(name, node);
        }

        return alone;
    }

    public static MapNode Rename(MapNode document, IReadOnlyList<string> path) =>
        Edit(document, path, e => new($"{e.Key}Z", e.Value));

    public static MapNode Remove(MapNode document, IReadOnlyList<string> path) => Edit(document, path, _ => null);

    /// <summary>Gives a field a value of a shape that it does not have.</summary>
    public static MapNode Reshape(MapNode document, IReadOnlyList<string> path) => Edit(
        document,
        path,
        e => new(e.Key, e.Value is ScalarNode ? new MapNode(e.Value.Position) : new ScalarNode(e.Value.Position, "x", ScalarKind.Text)));

    private static MapNode Edit(MapNode document, IReadOnlyList<string> path, Func<KeyValuePair<string, Node>, KeyValuePair<string, Node>?> edit) =>
        (MapNode)Edit(document, path, 0, edit);

    private static Node Edit(Node node, IReadOnlyList<string> path, int at, Func<KeyValuePair<string, Node>, KeyValuePair<string, Node>?> edit)
    {
        if (node is not MapNode map)
        {
            var list = new ListNode(node.Position);
            foreach (var (i, item) in ((ListNode)node).Items.Index())
                list.Add(Text(i) == path[at] ? Edit(item, path, at + 1, edit) : item);
            return list;
        }

        var edited = new MapNode(map.Position);
        foreach (var entry in map.Entries)
        {
            var made = entry.Key != path[at] ? entry
                : at == path.Count - 1 ? edit(entry)
                : new(entry.Key, Edit(entry.Value, path, at + 1, edit));
            if (made is { } kept)
                edited.TryAdd(kept.Key, kept.Value);
        }

        return edited;
    }

    private static Node Prune(Node node, IReadOnlyList<string> path, int at)
    {
        if (at == path.Count)
            return node;
        if (node is MapNode map && map.TryGet(path[at], out var value))
        {
            var pruned = new MapNode(node.Position);
            pruned.TryAdd(path[at], Prune(value, path, at + 1));
            return pruned;
        }

        var list = new ListNode(node.Position);
        list.Add(Prune(((ListNode)node).Items[int.Parse(path[at], CultureInfo.InvariantCulture)], path, at + 1));
        return list;
    }

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}
