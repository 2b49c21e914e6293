using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests.Yaml;

/// <summary>Values by key, in the order written.</summary>
internal sealed class MapNode(Position position) : Node(position)
{
    // Nearly all maps are small, where looking through them costs less than hashing.
    private const int Small = 8;

    private readonly List<KeyValuePair<string, Node>> _entries = new(2);
    private Dictionary<string, Node>? _values;
    private long _size = 1;

    public IReadOnlyList<KeyValuePair<string, Node>> Entries => _entries;

    public override long Size => _size;

    public override string Shape => "a map";

    public bool TryGet(string key, [NotNullWhen(true)] out Node? value)
    {
        if (_values is not null)
            return _values.TryGetValue(key, out value);
        foreach (var entry in _entries)
        {
            if (entry.Key == key)
            {
                value = entry.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>Adds a value, unless the key is there already.</summary>
    public bool TryAdd(string key, Node value)
    {
        if (TryGet(key, out _))
            return false;
        _entries.Add(new(key, value));
        _values?.Add(key, value);
        if (_entries.Count == Small)
            _values = _entries.ToDictionary(StringComparer.Ordinal);
        _size += value.Size;
        return true;
    }
}
