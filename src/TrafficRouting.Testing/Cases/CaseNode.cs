using System.Globalization;
using TrafficRouting.Manifests;

namespace TrafficRouting.Testing;

/// <summary>Reads the keys of a map in a file of cases; what is wrong is an <see cref="InvalidDataException"/> with its place.</summary>
internal sealed class CaseNode
{
    private readonly MapNode _map;

    public CaseNode(Node node, params string[] keys)
    {
        _map = node as MapNode ?? throw Wrong(node, $"Write a map of {string.Join(", ", keys)}.");
        foreach (var (key, value) in keys.Length == 0 ? [] : _map.Entries.ToArray())
        {
            if (!keys.Contains(key, StringComparer.Ordinal))
                throw Wrong(value, $"Unknown key {TrafficRouting.Text.Quote(key)}.{Suggestion.For(key, keys)} Write {string.Join(", ", keys)}.");
        }
    }

    public SourceLocation Location => _map.Position.Location;

    public static InvalidDataException Wrong(Node node, string message) => new($"{node.Position}: {message}");

    public Exception Wrong(string message) => Wrong(_map, message);

    public bool Has(string key) => _map.TryGet(key, out _);

    public Node? Find(string key) => _map.TryGet(key, out var node) ? node : null;

    public string? Text(string key) => Find(key) switch
    {
        null or ScalarNode { Kind: ScalarKind.Null } => null,
        ScalarNode scalar => scalar.Text,
        var other => throw Wrong(other, $"Write a text as '{key}'."),
    };

    public double? Number(string key) => Text(key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(Find(key)!, $"Write a number as '{key}'.");

    public Dictionary<string, string>? Texts(string key) => Find(key) is { } node ? new CaseNode(node).All((map, name) => map.Text(name) ?? "") : null;

    public Dictionary<string, double>? Numbers(string key) => Find(key) is { } node ? new CaseNode(node).All((map, name) => map.Number(name) ?? 0) : null;

    private Dictionary<string, T> All<T>(Func<CaseNode, string, T> read) =>
        _map.Entries.ToDictionary(e => e.Key, e => read(this, e.Key), StringComparer.OrdinalIgnoreCase);
}
