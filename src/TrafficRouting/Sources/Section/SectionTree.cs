using Microsoft.Extensions.Configuration;

namespace TrafficRouting;

/// <summary>Builds the tree of a section out of the flat keys of its providers, as .NET's configuration would show it.</summary>
internal sealed class SectionTree
{
    /// <summary>How many levels are taken apart. What is nested deeper stays one key, which is more than a reader accepts.</summary>
    public const int MaxDepth = 100;

    private readonly string _key;
    private string? _path;
    private string? _value;
    private Dictionary<string, SectionTree>? _children;

    // Keys mostly come in the order of the file, so that the next one is below the same child.
    private SectionTree? _last;

    private SectionTree(string key) => _key = key;

    /// <summary>Builds the tree of a section as it is now.</summary>
    public static SectionNode Of(IConfigurationSection section)
    {
        var keys = new RoutingSection(section, TimeProvider.System);
        keys.Refresh();
        return keys.Keys.ToTree();
    }

    public static SectionNode Build(string path, IEnumerable<ProviderKeys> providers, HashSet<string>? entries)
    {
        var root = new SectionTree(path[(path.LastIndexOf(':') + 1)..]);
        var (last, isWanted) = ("", IsWanted("", entries));
        foreach (var keys in providers)
        {
            // The path is written as the section's own, wherever a chained configuration has it.
            var isOwn = keys.Path.Length == path.Length;
            for (var i = 0; i < keys.Count; i++)
            {
                var entry = Entry(keys.KeyOf(i));
                if (!entry.SequenceEqual(last))
                    isWanted = IsWanted(last = entry.ToString(), entries);
                if (isWanted)
                    root.Set(keys.KeyOf(i), isSection: keys[i].Key.Length == keys.Path.Length, isOwn ? keys[i].Key : null, keys[i].Value);
            }
        }

        return root.Freeze(path);
    }

    /// <summary>What is read again as one when a key changes: a backend, a service, or what else stands in the section.</summary>
    public static ReadOnlySpan<char> Entry(ReadOnlySpan<char> key)
    {
        var first = key.IndexOf(':');
        if (first < 0)
            return key;
        if (!key[..first].Equals("Backends", StringComparison.OrdinalIgnoreCase) && !key[..first].Equals("Services", StringComparison.OrdinalIgnoreCase))
            return key[..first];
        var second = key[(first + 1)..].IndexOf(':');
        return second < 0 ? key : key[..(first + 1 + second)];
    }

    // Apart from entries of maps there is little, which is always wanted.
    private static bool IsWanted(string entry, HashSet<string>? entries) =>
        entries?.Contains(entry) != false || !entry.Contains(':', StringComparison.Ordinal);

    private void Set(ReadOnlySpan<char> key, bool isSection, string? path, string? value)
    {
        var node = this;
        for (var depth = 1; !isSection; depth++)
        {
            var end = depth < MaxDepth ? key.IndexOf(':') : -1;
            node = node.Child(end < 0 ? key : key[..end]);
            if (end < 0)
                break;
            key = key[(end + 1)..];
        }

        node._path = path;
        if (!ReferenceEquals(value, ProviderKeys.NoValue))
            node._value = value;
    }

    private SectionTree Child(ReadOnlySpan<char> key)
    {
        if (_last is not null && key.Equals(_last._key, StringComparison.OrdinalIgnoreCase))
            return _last;
        var name = key.ToString();
        _children ??= new(StringComparer.OrdinalIgnoreCase);
        if (!_children.TryGetValue(name, out _last))
            _children.Add(name, _last = new(name));
        return _last;
    }

    private SectionNode Freeze(string path)
    {
        if (_children is null)
            return new(_key, path, _value, []);
        var children = new SectionNode[_children.Count];
        var i = 0;
        foreach (var child in _children.Values)
            children[i++] = child.Freeze(child._path ?? Text.Join(path, child._key));
        Array.Sort(children, static (a, b) => ConfigurationKeyComparer.Instance.Compare(a.Key, b.Key));
        return new(_key, path, _value, children);
    }
}
