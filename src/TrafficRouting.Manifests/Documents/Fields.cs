namespace TrafficRouting.Manifests;

/// <summary>
/// Access to a map of a document: here to what is below it, in <see cref="FieldValues"/> to its values. Every access names a
/// field that is known; what was never asked for is reported by <see cref="RejectUnknown"/>.
/// </summary>
internal sealed class Fields : FieldPlace
{
    private const int MostUnknown = 100;

    private readonly MapNode _node;
    // Few each, and documents have very many maps, so that a list is both smaller and faster than a set.
    private readonly List<string> _known = new(8);
    private NamedValues<IReadOnlyList<Fields>> _children;
    private bool _isFree;

    /// <summary>Initializes the fields of a whole document.</summary>
    public Fields(ManifestDocument document, MapNode node)
        : this(document, node, parent: null, string.Empty, index: -1)
    {
    }

    private Fields(ManifestDocument document, MapNode node, Fields? parent, string name, int index)
        : base(document, node, parent, name, index) => _node = node;

    public bool IsEmpty => _node.Entries.Count == 0;

    /// <summary>Gets every key of a map whose keys are free, such as labels or headers.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            _isFree = true;
            return _node.Entries.Select(e => e.Key);
        }
    }

    /// <summary>Gets a field of any shape, unless it is null or not there.</summary>
    public Node? Find(string name)
    {
        Know(name);
        return _node.TryGet(name, out var node) && node is not ScalarNode { Kind: ScalarKind.Null } ? node : null;
    }

    /// <summary>Tells whether a field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Tells whether a field is there and null, which some formats refuse.</summary>
    public bool IsNull(string name) => _node.TryGet(name, out var node) && node is ScalarNode { Kind: ScalarKind.Null };

    /// <summary>Tells whether a field is a list, where a format takes several shapes.</summary>
    public bool IsList(string name) => Find(name) is ListNode;

    public Fields? Map(string name)
    {
        if (_children.TryGet(name, out var made))
            return made.Count == 0 ? null : made[0];
        var found = Find(name);
        if (found is not (null or MapNode))
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
        var maps = new List<Fields>();
        var index = -1;
        foreach (var item in Items(name))
        {
            index++;
            if (item is MapNode map)
                maps.Add(new Fields(Document, map, this, name, index));
            else
                ErrorAt(item.Position, $"{PathOf(name)}[{index}]", $"must be a map, not {item.Shape}");
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

    /// <summary>Names fields that are known and of no consequence.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Know(name);
            _children.TryAdd(name, []);
        }
    }

    /// <summary>Reports every field, here and below, that nothing asked for.</summary>
    public void RejectUnknown()
    {
        var reported = 0;
        foreach (var (name, node) in _node.Entries)
        {
            if (!_isFree && !_known.Contains(name) && reported++ < MostUnknown)
                Reject(name, node);
        }

        foreach (var (_, children) in _children.Entries)
        {
            foreach (var child in children)
                child.RejectUnknown();
        }
    }

    private void Reject(string name, Node node)
    {
        var owner = Path is "" ? Document.Kind : Path;
        ErrorAt(node.Position, PathOf(name), $"is no field of {owner}{Words.DidYouMean(name, _known)}. Allowed: {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
    }

    private void Know(string name)
    {
        if (!_isFree && !_known.Contains(name))
            _known.Add(name);
    }
}
