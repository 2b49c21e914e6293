using TrafficRouting.Manifests;

namespace TrafficRouting.Kubernetes;

/// <summary>Tells whether two objects say the same; maps are compared whatever the order of their fields.</summary>
internal static class NodeEquality
{
    public static bool Same(Node left, Node right) => (left, right) switch
    {
        (MapNode a, MapNode b) => Same(a, b),
        (ListNode a, ListNode b) => Same(a, b),
        (ScalarNode a, ScalarNode b) => a.Kind == b.Kind && a.Text == b.Text,
        _ => false,
    };

    private static bool Same(MapNode left, MapNode right)
    {
        if (left.Entries.Count != right.Entries.Count)
            return false;
        foreach (var (name, value) in left.Entries)
        {
            if (!right.TryGet(name, out var other) || !Same(value, other))
                return false;
        }

        return true;
    }

    private static bool Same(ListNode left, ListNode right)
    {
        if (left.Items.Count != right.Items.Count)
            return false;
        for (var i = 0; i < left.Items.Count; i++)
        {
            if (!Same(left.Items[i], right.Items[i]))
                return false;
        }

        return true;
    }
}
