using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests;

/// <summary>Values by key, in the order written.</summary>
internal sealed class MapNode(Position position) : Node(position)
{
    private NamedValues<Node> _values;
    private long _size = 1;

    public int Count => _values.Count;

    public ArraySegment<KeyValuePair<string, Node>> Entries => _values.Entries;

    public override long Size => _size;

    public override string Shape => "a map";

    /// <summary>Gets an entry. What is read while a process starts is gone through by these: code over a sequence of entries would be compiled then.</summary>
    public KeyValuePair<string, Node> this[int index] => _values[index];

    public bool TryGet(string key, [NotNullWhen(true)] out Node? value) => _values.TryGet(key, out value);

    /// <summary>Adds a value, unless the key is there already.</summary>
    public bool TryAdd(string key, Node value)
    {
        if (!_values.TryAdd(key, value))
            return false;
        _size += value.Size;
        return true;
    }
}
