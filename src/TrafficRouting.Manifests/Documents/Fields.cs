namespace TrafficRouting.Manifests;

/// <summary>
/// Access to a map of a document: here to what is below it, in <see cref="FieldValues"/> to its values. What fields there may be
/// is held in the <see cref="FieldTable"/> of the document's kind.
/// </summary>
internal sealed class Fields : FieldPlace
{
    // What was found below, so that it is made, and what is wrong with it said, once.
    private NamedValues<IReadOnlyList<Fields>> _children;

    /// <summary>Initializes the fields of a whole document.</summary>
    public Fields(ManifestDocument document, MapNode node)
        : this(document, node, parent: null, string.Empty, index: -1)
    {
    }

    private Fields(ManifestDocument document, MapNode node, Fields? parent, string name, int index)
        : base(document, node, parent, name, index)
    {
    }

    public bool IsEmpty => Node.Count == 0;

    /// <summary>Gets every key, of a map whose keys are of the author's choice.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            for (var i = 0; i < Node.Count; i++)
                yield return Node[i].Key;
        }
    }

    /// <summary>Gets a field of any shape, unless it is null or not there.</summary>
    public Node? Find(string name) => Node.TryGet(name, out var node) && node is not ScalarNode { Kind: ScalarKind.Null } ? node : null;

    /// <summary>Tells whether a field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Tells whether a field is there and null, which some formats reject.</summary>
    public bool IsNull(string name) => Node.TryGet(name, out var node) && node is ScalarNode { Kind: ScalarKind.Null };

    /// <summary>Tells whether a field is a list, where a format takes several shapes.</summary>
    public bool IsList(string name) => Find(name) is ListNode;

    public Fields? Map(string name)
    {
        if (_children.TryGet(name, out var made))
            return made.Count == 0 ? null : made[0];
        if (Find(name) is not { } found)
            return null;

        if (found is not MapNode)
            Fault(name, $"must be a map, not {found.Shape}");
        var child = found is MapNode map ? new Fields(Document, map, this, name, -1) : null;
        _children.TryAdd(name, child is null ? [] : [child]);
        return child;
    }

    /// <summary>Reads a list of maps; empty when it is not there.</summary>
    public IReadOnlyList<Fields> Maps(string name)
    {
        if (_children.TryGet(name, out var made))
            return made;
        if (Find(name) is null)
            return [];

        var items = Items(name);
        var maps = new List<Fields>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is MapNode map)
                maps.Add(new Fields(Document, map, this, name, i));
            else
                ErrorAt(items[i].Position, $"{PathOf(name)}[{i}]", $"must be a map, not {items[i].Shape}");
        }

        _children.TryAdd(name, maps);
        return maps;
    }

    /// <summary>Gets the items of a list whatever their shape; empty when it is not there.</summary>
    public IReadOnlyList<Node> Items(string name)
    {
        var found = Find(name);
        if (found is not (null or ListNode))
            Fault(name, $"must be a list, not {found.Shape}");
        return (found as ListNode)?.Items ?? [];
    }
}
