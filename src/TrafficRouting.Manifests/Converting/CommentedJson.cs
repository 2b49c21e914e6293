using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TrafficRouting.Manifests;

/// <summary>Writes JSON as people do: what is short on one line, and above what has a comment, the comment.</summary>
internal sealed class CommentedJson
{
    private const int MaxWidth = 120;
    private const int Indent = 2;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StringBuilder _text = new();
    private readonly IReadOnlyDictionary<string, string> _comments;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private CommentedJson(IReadOnlyDictionary<string, string> comments)
    {
        _comments = comments;
        foreach (var path in comments.Keys)
        {
            for (var end = path.LastIndexOf(':'); end >= 0; end = end == 0 ? -1 : path.LastIndexOf(':', end - 1))
                _open.Add(path[..end]);
        }
    }

    /// <summary>Writes an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="comments">Comments of one line by the path of what they stand above, such as <c>Services:reviews</c>.</param>
    public static string Write(JsonObject json, IReadOnlyDictionary<string, string> comments)
    {
        var writer = new CommentedJson(comments);
        writer.WriteLines(json, "", 0);
        return writer._text.Append('\n').ToString();
    }

    private void Write(JsonNode? node, string path, int depth)
    {
        var isOpen = _open.Contains(path);
        if (!isOpen && OnOneLine(node) is var line && (node is JsonValue or null || (depth * Indent) + line.Length <= MaxWidth))
            _text.Append(line);
        else
            WriteLines(node!, path, depth);
    }

    private void WriteLines(JsonNode node, string path, int depth)
    {
        var isObject = node is JsonObject;
        var items = Items(node);
        _text.Append(isObject ? '{' : '[');
        for (var i = 0; i < items.Count; i++)
        {
            var (key, item) = items[i];
            var at = path.Length == 0 ? key : $"{path}:{key}";
            _text.Append(i == 0 ? "\n" : ",\n");
            if (_comments.TryGetValue(at, out var comment))
                StartLine(depth + 1).Append("// ").Append(comment).Append('\n');
            StartLine(depth + 1);
            if (isObject)
                _text.Append(Quote(key)).Append(": ");
            Write(item, at, depth + 1);
        }

        _text.Append('\n');
        StartLine(depth).Append(isObject ? '}' : ']');
    }

    private StringBuilder StartLine(int depth) => _text.Append(' ', depth * Indent);

    private static List<(string Key, JsonNode? Item)> Items(JsonNode node) => node is JsonObject map
        ? [.. map.Select(p => (p.Key, p.Value))]
        : [.. node.AsArray().Select((item, i) => (Text.Of(i), item))];

    private static string OnOneLine(JsonNode? node) => node switch
    {
        JsonObject { Count: 0 } => "{}",
        JsonArray { Count: 0 } => "[]",
        JsonObject map => $"{{ {string.Join(", ", map.Select(p => $"{Quote(p.Key)}: {OnOneLine(p.Value)}"))} }}",
        JsonArray list => $"[ {string.Join(", ", list.Select(OnOneLine))} ]",
        null => "null",
        _ => node.ToJsonString(Relaxed),
    };

    private static string Quote(string text) => JsonValue.Create(text).ToJsonString(Relaxed);
}
