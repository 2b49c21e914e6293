namespace TrafficRouting.Manifests;

/// <summary>Holds a document against the table of its kind: reports the fields that are not in it, and those that it warns of or rejects.</summary>
internal sealed class FieldCheck
{
    private const int MaxUnknown = 100;

    private readonly ManifestDocument _document;
    private readonly List<(string Name, int Index)> _path = [];
    private int _unknown;

    private FieldCheck(ManifestDocument document) => _document = document;

    public static void Run(ManifestDocument document, FieldTable table) => new FieldCheck(document).Check(document.Root.Node, table);

    private void Check(MapNode map, FieldTable table)
    {
        for (var i = 0; i < map.Count; i++)
        {
            var (name, node) = map[i];
            if (table.Find(name) is { } field)
                Check(field, node);
            else if (!table.IsOpen && _unknown++ < MaxUnknown)
                ReportUnknown(name, node, map, table);
        }
    }

    private void Check(Field field, Node node)
    {
        if (node is ScalarNode { Kind: ScalarKind.Null })
            return;

        _path.Add((field.Name, -1));
        if (field.Verdict == FieldVerdict.Warned)
            _document.Problems.Warning(node.Position, Title(), $"{field.Note}.");
        else if (field.Verdict == FieldVerdict.Rejected)
            _document.Problems.Error(node.Position, Title(), $"{field.Note}.");
        if (field is { Type: { } type, IsMap: true } && node is MapNode byKey)
            CheckEach(byKey, type);
        else if (field.Type is not null)
            Descend(node, field);
        _path.RemoveAt(_path.Count - 1);
    }

    private void Descend(Node node, Field field)
    {
        if (node is MapNode map)
        {
            Check(map, field.Type!);
            return;
        }

        for (var i = 0; node is ListNode list && i < list.Items.Count; i++)
        {
            _path[^1] = (field.Name, i);
            if (list.Items[i] is MapNode item)
                Check(item, field.Type!);
        }
    }

    private void CheckEach(MapNode byKey, FieldTable type)
    {
        for (var i = 0; i < byKey.Count; i++)
        {
            var (key, value) = byKey[i];
            if (value is not MapNode map)
                continue;
            _path.Add((key, -1));
            Check(map, type);
            _path.RemoveAt(_path.Count - 1);
        }
    }

    private void ReportUnknown(string name, Node node, MapNode map, FieldTable table)
    {
        var known = table.Fields.Where(f => f.Verdict != FieldVerdict.Rejected).Select(f => f.Name).Order(StringComparer.Ordinal).ToList();
        var owner = _path.Count == 0 ? _document.Kind.Length == 0 ? table.Name : _document.Kind : Path();
        var message = $"is not a field of {owner}{Words.DidYouMean(name, known)}. Allowed: {string.Join(", ", known)}.";
        _path.Add((name, -1));
        // A cluster that is newer than this package has fields that nobody here can remove.
        if (_document.IsLive)
        {
            _document.Problems.Warning(node.Position, Title(), message);
        }
        else
        {
            _document.Problems.Error(node.Position, Title(), message);
            _document.MarkFaulty(map);
        }

        _path.RemoveAt(_path.Count - 1);
    }

    private string Title() => $"{_document.Title} {Path()}";

    private string Path() => string.Join('.', _path.Select(p => p.Index < 0 ? p.Name : $"{p.Name}[{p.Index}]"));
}
