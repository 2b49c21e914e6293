using System.Globalization;
using TrafficRouting.Manifests.Yaml;

namespace TrafficRouting.Manifests.Documents;

/// <summary>
/// Typed access to a map of a document. Every access names a field that is known; what was never asked for is reported by
/// <see cref="RejectUnknown"/>. A value of the wrong shape or outside its range is reported and read as absent.
/// </summary>
internal sealed class Fields
{
    private readonly ManifestDocument _document;
    private readonly MapNode _node;
    private readonly Fields? _parent;
    private readonly string _name;
    private readonly int _index;
    // Few each, and documents have very many maps, so that lists are both smaller and faster than sets.
    private readonly List<string> _known = new(8);
    private List<KeyValuePair<string, IReadOnlyList<Fields>>>? _children;
    private List<string>? _faulty;
    private bool _isFree;

    /// <summary>Initializes the fields of a whole document.</summary>
    public Fields(ManifestDocument document, MapNode node)
        : this(document, node, parent: null, string.Empty, index: -1)
    {
    }

    private Fields(ManifestDocument document, MapNode node, Fields? parent, string name, int index)
    {
        _document = document;
        _node = node;
        _parent = parent;
        _name = name;
        _index = index;
    }

    public Position Position => _node.Position;

    /// <summary>Gets file and line, for options made of this map.</summary>
    public string Source => Position.Source;

    public ManifestDocument Document => _document;

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

    /// <summary>Tells whether a field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Tells whether a field is there and null, which some formats refuse.</summary>
    public bool IsNull(string name) => _node.TryGet(name, out var node) && node is ScalarNode { Kind: ScalarKind.Null };

    /// <summary>Tells whether a field is a list, where a format takes several shapes.</summary>
    public bool IsList(string name) => Find(name) is ListNode;

    /// <summary>Gets a single value of any kind.</summary>
    public ScalarNode? Scalar(string name)
    {
        var found = Find(name);
        if (found is not (null or ScalarNode))
            Fault(name, $"must be a single value, not {found.Shape}");
        return found as ScalarNode;
    }

    public string? Text(string name) => Scalar(name, ScalarKind.Text, "a string")?.Value;

    /// <summary>Reads a string that must be there and not empty.</summary>
    public string? RequiredText(string name)
    {
        var text = Text(name);
        if (string.IsNullOrEmpty(text))
            Fault(name, "is required");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    public bool? Flag(string name) => Scalar(name, ScalarKind.Boolean, "true or false") is { } scalar ? PlainScalar.IsTrue(scalar.Value) : null;

    public int? Integer(string name, int least = int.MinValue, int most = int.MaxValue)
    {
        var allowed = Range("a whole number", least, most, int.MinValue, int.MaxValue);
        if (Scalar(name, ScalarKind.Integer, allowed) is not { } scalar)
            return null;
        if (int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Fault(name, $"must be {allowed}, not {scalar.Value}");
        return null;
    }

    public double? Number(string name, double least = double.MinValue, double most = double.MaxValue)
    {
        var allowed = Range("a number", least, most, double.MinValue, double.MaxValue);
        if (Scalar(name, ScalarKind.Number, allowed) is not { } scalar)
            return null;
        if (double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Fault(name, $"must be {allowed}, not {scalar.Value}");
        return null;
    }

    /// <summary>Reads a duration as Go writes them, such as <c>1h2m3.5s</c> or <c>250ms</c>.</summary>
    public TimeSpan? Duration(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (GoDuration.TryParse(text, out var value))
            return value;
        Fault(name, $"must be a duration such as 5s, 250ms or 1m30s, not '{text}'");
        return null;
    }

    public string? Choice(string name, params string[] allowed)
    {
        if (Text(name) is not { } text || allowed.Contains(text, StringComparer.Ordinal))
            return Text(name);
        Fault(name, $"must be {Words.OneOf(allowed)}, not '{text}'{Words.DidYouMean(text, allowed)}");
        return null;
    }

    public Fields? Map(string name)
    {
        if (Child(name) is { } made)
            return made.Count == 0 ? null : made[0];
        var found = Find(name);
        if (found is not (null or MapNode))
            Fault(name, $"must be a map, not {found.Shape}");
        var child = found is MapNode map ? new Fields(_document, map, this, name, -1) : null;
        AddChild(name, child is null ? [] : [child]);
        return child;
    }

    /// <summary>Reads a list of maps; empty when it is not there.</summary>
    public IReadOnlyList<Fields> Maps(string name)
    {
        if (Child(name) is { } made)
            return made;
        var maps = new List<Fields>();
        var index = -1;
        foreach (var item in Items(name))
        {
            index++;
            if (item is MapNode map)
                maps.Add(new Fields(_document, map, this, name, index));
            else
                _document.Problems.Error(item.Position, Title($"{PathOf(name)}[{index}]"), $"must be a map, not {item.Shape}.");
        }

        AddChild(name, maps);
        return maps;
    }

    /// <summary>Reads a list of strings; empty when it is not there.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var item in Items(name))
        {
            if (item is ScalarNode { Kind: ScalarKind.Text } scalar)
                texts.Add(scalar.Value);
            else
                Fault(name, $"must be a list of strings, not hold {item.Shape}{Quote(item)}");
        }

        return texts;
    }

    /// <summary>Reads a map of strings, such as labels; empty when it is not there.</summary>
    public IReadOnlyDictionary<string, string> TextMap(string name)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Map(name) is not { } map)
            return texts;
        foreach (var key in map.Keys)
        {
            if (map.Text(key) is { } text)
                texts[key] = text;
        }

        return texts;
    }

    /// <summary>Gets the items of a list whatever their shape; empty when it is not there.</summary>
    public IReadOnlyList<Node> Items(string name)
    {
        var found = Find(name);
        if (found is not (null or ListNode))
            Fault(name, $"must be a list, not {found.Shape}");
        return (found as ListNode)?.Items ?? [];
    }

    /// <summary>Names a field that is known and of no consequence.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            Know(name);
            if (Child(name) is null)
                AddChild(name, []);
        }
    }

    /// <summary>Names a field that is valid but means nothing here: a warning when it is there.</summary>
    public void Warn(string name, string why)
    {
        if (Has(name))
            Warning(name, why);
    }

    /// <summary>Names a field that is valid in its format and cannot be followed here: an error when it is there.</summary>
    public void Refuse(string name, string why)
    {
        Ignore(name);
        if (Has(name))
            Error(name, why);
    }

    /// <summary>Reports a field, at its place when it is there, else at the map's.</summary>
    public void Error(string name, string message) =>
        _document.Problems.Error(PositionOf(name), Title(PathOf(name)), message.TrimEnd('.') + ".");

    /// <summary>Reports the map itself.</summary>
    public void Error(string message) => _document.Problems.Error(Position, Title(Path), message.TrimEnd('.') + ".");

    public void Warning(string name, string message) =>
        _document.Problems.Warning(PositionOf(name), Title(PathOf(name)), message.TrimEnd('.') + ".");

    public void Warning(string message) => _document.Problems.Warning(Position, Title(Path), message.TrimEnd('.') + ".");

    public Position PositionOf(string name) => _node.TryGet(name, out var node) ? node.Position : Position;

    /// <summary>Reports every field, here and below, that nothing asked for.</summary>
    public void RejectUnknown()
    {
        if (!_isFree)
        {
            foreach (var (name, node) in _node.Entries.Where(e => !_known.Contains(e.Key)))
            {
                _document.Problems.Error(
                    node.Position, Title(PathOf(name)), $"is no field of {(_parent is null ? _document.Kind : Path)}{Words.DidYouMean(name, _known)}. Allowed: {string.Join(", ", _known.Order(StringComparer.Ordinal))}.");
            }
        }

        foreach (var child in (_children ?? []).SelectMany(c => c.Value))
            child.RejectUnknown();
    }

    private Node? Find(string name)
    {
        Know(name);
        return _node.TryGet(name, out var node) && node is not ScalarNode { Kind: ScalarKind.Null } ? node : null;
    }

    private ScalarNode? Scalar(string name, ScalarKind kind, string allowed)
    {
        var found = Find(name);
        if (found is null)
            return null;
        if (found is ScalarNode scalar && (scalar.Kind == kind || (kind == ScalarKind.Number && scalar.Kind == ScalarKind.Integer)))
            return scalar;
        Fault(name, $"must be {allowed}, not {found.Shape}{(kind == ScalarKind.Text ? Quote(found) : string.Empty)}");
        return null;
    }

    // Reported once, however often the field is read.
    private void Fault(string name, string message)
    {
        if (_faulty?.Contains(name) is true)
            return;
        (_faulty ??= []).Add(name);
        Error(name, message);
    }

    private void Know(string name)
    {
        if (!_known.Contains(name))
            _known.Add(name);
    }

    private IReadOnlyList<Fields>? Child(string name)
    {
        foreach (var (key, children) in _children ?? [])
        {
            if (key == name)
                return children;
        }

        return null;
    }

    private void AddChild(string name, IReadOnlyList<Fields> fields) => (_children ??= []).Add(new(name, fields));

    // Worked out only where something is to be said.
    private string Path => _parent is null ? string.Empty : _index < 0 ? _parent.PathOf(_name) : $"{_parent.PathOf(_name)}[{_index}]";

    private string PathOf(string name) => _parent is null ? name : $"{Path}.{name}";

    private string Title(string path) => path.Length == 0 ? _document.Title : $"{_document.Title} {path}";

    private static string Quote(Node node) => node is ScalarNode scalar ? $"; write it in quotes: \"{scalar.Value}\"" : string.Empty;

    private static string Range<T>(string what, T least, T most, T lowest, T highest)
        where T : IComparable<T> => (least.CompareTo(lowest) > 0, most.CompareTo(highest) < 0) switch
        {
            (true, true) => string.Create(CultureInfo.InvariantCulture, $"{what} from {least} to {most}"),
            (true, false) => string.Create(CultureInfo.InvariantCulture, $"{what} of at least {least}"),
            (false, true) => string.Create(CultureInfo.InvariantCulture, $"{what} of at most {most}"),
            _ => what,
        };
}
