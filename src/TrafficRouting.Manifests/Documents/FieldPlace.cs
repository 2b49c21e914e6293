namespace TrafficRouting.Manifests;

/// <summary>Where a map stands in its document, and what is said about it and its fields.</summary>
internal abstract class FieldPlace
{
    private readonly FieldPlace? _parent;
    private readonly string _name;
    private readonly int _index;
    private HashSet<string>? _faulty;

    protected FieldPlace(ManifestDocument document, MapNode node, FieldPlace? parent, string name, int index)
    {
        Document = document;
        Node = node;
        _parent = parent;
        _name = name;
        _index = index;
    }

    public ManifestDocument Document { get; }

    public MapNode Node { get; }

    public Position Position => Node.Position;

    /// <summary>Gets a value indicating whether nothing is wrong with the map's own fields so far.</summary>
    public bool IsSound => _faulty is null && !Document.IsFaulty(Node);

    // Worked out only where something is to be said.
    protected string Path => _parent is null ? string.Empty : _index < 0 ? _parent.PathOf(_name) : $"{_parent.PathOf(_name)}[{_index}]";

    public Position PositionOf(string name) => Node.TryGet(name, out var node) ? node.Position : Position;

    /// <summary>Reports a field, at its place when it is there, else at the map's.</summary>
    public void Error(string name, string message) => ErrorAt(PositionOf(name), PathOf(name), message);

    /// <summary>Reports the map itself.</summary>
    public void Error(string message) => ErrorAt(Position, Path, message);

    public void Warning(string name, string message) => WarningAt(PositionOf(name), PathOf(name), message);

    public void Warning(string message) => WarningAt(Position, Path, message);

    /// <summary>Reports a value of the wrong shape or outside its range, once however often the field is read.</summary>
    public void Fault(string name, string message)
    {
        if ((_faulty ??= new(StringComparer.Ordinal)).Add(name))
            Error(name, message);
    }

    /// <summary>Remembers that options are made of this map, so that findings about them lead here.</summary>
    public T Locate<T>(T options)
        where T : class
    {
        Document.Problems.Locate(options, Position);
        return options;
    }

    /// <summary>Reports a field that has to be there, unless the map has an unknown one that may be meant to be it.</summary>
    public void Missing(string name, string message = "is required")
    {
        if (!Document.IsFaulty(Node))
            Fault(name, message);
    }

    /// <summary>Reports a map that lacks something, unless what is wrong with its fields explains that.</summary>
    public void Incomplete(string message)
    {
        if (IsSound)
            Error(message);
    }

    protected void ErrorAt(Position position, string path, string message) => Document.Problems.Error(position, Title(path), Sentence(message));

    protected string PathOf(string name) => _parent is null ? name : $"{Path}.{name}";

    private void WarningAt(Position position, string path, string message) => Document.Problems.Warning(position, Title(path), Sentence(message));

    private string Title(string path) => path.Length == 0 ? Document.Title : $"{Document.Title} {path}";

    private static string Sentence(string message) => message.TrimEnd('.') + ".";
}
