using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TrafficRouting.Manifests;

/// <summary>
/// Reads a stream of YAML or JSON documents into nodes. Works on the parser's events alone, so no type is ever made from a
/// tag; aliases share their node and are counted as if written out, which defuses nested ones.
/// </summary>
internal sealed class YamlReader
{
    private readonly string _file;
    private readonly Parser _parser;
    private readonly Problems _problems;
    private readonly Dictionary<string, Node> _anchors = new(StringComparer.Ordinal);
    private long _nodes;
    private int _depth;

    private static int _isPrepared;

    private YamlReader(string file, string text, Problems problems)
    {
        _file = file;
        // A byte order mark stands before each document of files that were put together.
        _parser = new Parser(new StringReader(text.Contains('\uFEFF', StringComparison.Ordinal) ? text.TrimStart('\uFEFF').Replace("\n\uFEFF", "\n", StringComparison.Ordinal) : text));
        _problems = problems;
    }

    /// <summary>
    /// Has the parser ready by the time documents are read, beside all else that a process does when it starts: for its first document
    /// YamlDotNet makes code out of a pattern, which takes longer than reading.
    /// </summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref _isPrepared, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static _ => Read("", "a: { b: [ 1 ] }\nc:\n- d: 'e'\n", new()), state: null);
    }

    /// <summary>Reads every document that is not empty; what cannot be read becomes one problem and ends the file.</summary>
    public static IReadOnlyList<Node> Read(string file, string text, Problems problems)
    {
        var roots = new List<Node>();
        try
        {
            new YamlReader(file, text, problems).ReadStream(roots);
        }
        catch (YamlSyntaxException e)
        {
            problems.Error(e.Position, file, e.Message);
        }
        catch (YamlException e)
        {
            if (LineOfTab(text, e) is { } line)
                problems.Error(new(file, line, 1), file, $"This is not YAML: it is indented by spaces, and line {line} begins with a tab.");
            else
                problems.Error(new(file, (int)e.Start.Line, (int)e.Start.Column), file, $"This is not YAML: {InnermostMessage(e)}");
        }

        return roots;
    }

    private void ReadStream(List<Node> roots)
    {
        Take<StreamStart>();
        while (Peek() is DocumentStart)
        {
            Take<DocumentStart>();
            _anchors.Clear();
            var root = ReadNode();
            Take<DocumentEnd>();
            if (root is not ScalarNode { Kind: ScalarKind.Null })
                roots.Add(root);
        }
    }

    private Node ReadNode()
    {
        var current = Take<ParsingEvent>();
        var position = PositionOf(current);
        var node = current switch
        {
            YamlDotNet.Core.Events.Scalar scalar => Read(scalar, position),
            MappingStart => ReadMap(position),
            SequenceStart => ReadList(position),
            AnchorAlias alias => Resolve(alias, position),
            _ => throw new YamlSyntaxException(position, "A value was expected here."),
        };
        if (current is not AnchorAlias)
            Count(1, position);
        if (current is NodeEvent { Anchor.IsEmpty: false } anchored)
            _anchors[anchored.Anchor.Value] = node;
        return node;
    }

    private MapNode ReadMap(Position position)
    {
        Descend(position);
        var map = new MapNode(position);
        List<Node>? merged = null;
        while (Peek() is not MappingEnd)
        {
            var key = ReadNode();
            var value = ReadNode();
            if (key is not ScalarNode { Kind: not ScalarKind.Null } name)
                _problems.Error(key.Position, _file, $"A key must be a word, not {key.Shape}.");
            else if (name.Value is "<<")
                (merged ??= []).Add(value);
            else if (!map.TryAdd(NameOf(name), value))
                _problems.Error(key.Position, _file, $"The key '{name.Value}' is there twice; a map takes each key once.");
        }

        Take<MappingEnd>();
        _depth--;
        foreach (var source in merged?.SelectMany(m => m is ListNode list ? list.Items : [m]) ?? [])
            Merge(source, map);
        return map;
    }

    private string NameOf(ScalarNode key)
    {
        if (key.Text != key.Value)
            _problems.Warning(key.Position, _file, $"The key {key.Text} means '{key.Value}', as a cluster reads it; write it in quotes if it is meant as a word.");
        return key.Value;
    }

    private void Merge(Node source, MapNode target)
    {
        if (source is not MapNode map)
        {
            _problems.Error(source.Position, _file, $"'<<' takes a map or a list of maps, not {source.Shape}.");
            return;
        }

        Count(map.Size, source.Position);
        for (var i = 0; i < map.Count; i++)
            target.TryAdd(map[i].Key, map[i].Value);
    }

    private ListNode ReadList(Position position)
    {
        Descend(position);
        var list = new ListNode(position);
        while (Peek() is not SequenceEnd)
            list.Add(ReadNode());
        Take<SequenceEnd>();
        _depth--;
        return list;
    }

    private Node Resolve(AnchorAlias alias, Position position)
    {
        // Within its own anchor an alias would be a circle; it is not registered yet then.
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            throw new YamlSyntaxException(position, $"The alias '*{alias.Value}' stands for nothing written before it.");
        Count(node.Size, position);
        return node;
    }

    private void Descend(Position position)
    {
        if (++_depth > YamlLimits.Depth)
            throw new YamlSyntaxException(position, $"Nested deeper than {YamlLimits.Depth} levels.");
    }

    private void Count(long nodes, Position position)
    {
        _nodes += nodes;
        if (_nodes > YamlLimits.Nodes)
            throw new YamlSyntaxException(position, $"More than {YamlLimits.Nodes:N0} values with every alias written out; split the file or write fewer aliases.");
    }

    private ParsingEvent? Peek()
    {
        if (_parser.Current is null)
            Advance();
        return _parser.Current;
    }

    private T Take<T>()
        where T : ParsingEvent
    {
        var current = Peek() as T ?? throw new YamlSyntaxException(new(_file, 1, 1), "The document ends too early.");
        Advance();
        return current;
    }

    // Some broken texts trip the parser itself; fuzzing found it throwing InvalidOperationException, for one.
    private void Advance()
    {
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is not YamlException)
        {
            var last = _parser.Current is { } parsed ? PositionOf(parsed) : new(_file, 1, 1);
            throw new YamlSyntaxException(last, "This is not YAML: it cannot be read any further from about here.");
        }
    }

    private Position PositionOf(ParsingEvent parsed) => new(_file, (int)parsed.Start.Line, (int)parsed.Start.Column);

    private static ScalarNode Read(YamlDotNet.Core.Events.Scalar scalar, Position position)
    {
        if (scalar is not { Style: ScalarStyle.Plain, Tag.IsEmpty: true })
            return new(position, scalar.Value, ScalarKind.Text);
        var (kind, value) = PlainScalar.Read(scalar.Value);
        return new(position, scalar.Value, kind, value);
    }

    private static string InnermostMessage(Exception e) => e.InnerException is { } inner ? InnermostMessage(inner) : e.Message.TrimEnd('.') + ".";

    // The parser complains of a tab where the map around it begins, which may be far above.
    private static int? LineOfTab(string text, YamlException e)
    {
        if (!InnermostMessage(e).Contains(" tab ", StringComparison.Ordinal))
            return null;
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var indent = line.IndexOfAnyExcept(' ', '\t') is var end and >= 0 ? line[..end] : line;
            if (number >= e.Start.Line && indent.Contains('\t'))
                return number;
        }

        return null;
    }
}
