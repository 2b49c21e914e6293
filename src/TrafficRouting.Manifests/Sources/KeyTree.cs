using Microsoft.Extensions.Configuration;

namespace TrafficRouting.Manifests.Sources;

/// <summary>
/// The children of every key, worked out once: the base class looks through all keys for the children of one, so reading
/// a section of thousands of routes would take time by the square.
/// </summary>
internal sealed class KeyTree
{
    private readonly Dictionary<string, List<string>> _children = new(StringComparer.OrdinalIgnoreCase);

    public KeyTree(IEnumerable<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var key in keys)
        {
            // Up from the leaf, until an ancestor that an earlier key has brought.
            for (var child = key; child.Length > 0 && seen.Add(child); child = ConfigurationPath.GetParentPath(child) ?? string.Empty)
            {
                var parent = ConfigurationPath.GetParentPath(child) ?? string.Empty;
                if (!_children.TryGetValue(parent, out var siblings))
                    _children[parent] = siblings = [];
                siblings.Add(ConfigurationPath.GetSectionKey(child));
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
