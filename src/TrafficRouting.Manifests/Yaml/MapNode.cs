using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests;

/// <summary>Values by key, in the order written.</summary>
internal sealed class MapNode(Position position) : Node(position)
{
    private NamedValues<Node> _values;
    private long _size = 1;

    public ArraySegment<KeyValuePair<string, Node>> Entries => _values.Entries;

    public override long Size => _size;

    public override string Shape => "a map";

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
