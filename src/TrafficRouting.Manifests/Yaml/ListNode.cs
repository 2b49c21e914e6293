namespace TrafficRouting.Manifests;

/// <summary>Values in order.</summary>
internal sealed class ListNode(Position position) : Node(position)
{
    private readonly List<Node> _items = [];
    private long _size = 1;

    public IReadOnlyList<Node> Items => _items;

    public override long Size => _size;

    public override string Shape => "a list";

    public void Add(Node item)
    {
        _items.Add(item);
        _size += item.Size;
    }
}
