using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Manifests;

/// <summary>
/// The children of every key, worked out once: the base class looks through all keys for the children of one, so reading
/// a section of thousands of routes would take time by the square.
/// </summary>
internal sealed class KeyTree
{
    private readonly Dictionary<string, List<string>> _children = new(StringComparer.OrdinalIgnoreCase);

    public KeyTree(IEnumerable<string> keys)
    {
        var byParent = _children.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var key in keys)
        {
            // Up from the leaf, until a parent that an earlier key has brought. A key that is a parent, too, is named twice, which does no harm.
            for (var child = key.AsSpan(); !child.IsEmpty;)
            {
                var colon = child.LastIndexOf(':');
                var parent = child[..Math.Max(0, colon)];
                var name = child[(colon + 1)..].ToString();
                if (byParent.TryGetValue(parent, out var siblings))
                {
                    siblings.Add(name);
                    break;
                }

                byParent[parent] = [name];
                child = parent;
            }
        }
    }

    public IEnumerable<string> ChildrenOf(string? parent, IEnumerable<string> earlier)
    {
        var children = new List<string>(_children.GetValueOrDefault(parent ?? string.Empty) ?? []);
        children.AddRange(earlier);
        children.Sort(ConfigurationKeyComparer.Instance.Compare);
        return children;
    }
}
