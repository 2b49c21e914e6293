using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests;

/// <summary>Values by name in the order added. Nearly all such collections are small, where looking through them costs less than hashing.</summary>
internal struct NamedValues<T>
{
    private const int Small = 16;

    private List<KeyValuePair<string, T>>? _entries;
    private Dictionary<string, T>? _index;

    public readonly IReadOnlyList<KeyValuePair<string, T>> Entries => _entries ?? (IReadOnlyList<KeyValuePair<string, T>>)[];

    public readonly bool TryGet(string name, [MaybeNullWhen(false)] out T value)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out value);
        foreach (var entry in _entries ?? [])
        {
            if (entry.Key == name)
            {
                value = entry.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>Adds a value, unless the name is there already.</summary>
    public bool TryAdd(string name, T value)
    {
        if (TryGet(name, out _))
            return false;
        (_entries ??= new(2)).Add(new(name, value));
        _index?.Add(name, value);
        if (_entries.Count == Small)
            _index = _entries.ToDictionary(StringComparer.Ordinal);
        return true;
    }
}
