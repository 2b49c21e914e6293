using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests;

/// <summary>Values by name in the order added. Nearly all such collections are small, where looking through them costs less than hashing.</summary>
internal struct NamedValues<T>
{
    private const int Small = 16;

    private KeyValuePair<string, T>[]? _entries;
    private Dictionary<string, T>? _index;
    private int _count;

    public readonly int Count => _count;

    public readonly ArraySegment<KeyValuePair<string, T>> Entries => _entries is null ? ArraySegment<KeyValuePair<string, T>>.Empty : new(_entries, 0, _count);

    public readonly KeyValuePair<string, T> this[int index] => _entries![index];

    public readonly bool TryGet(string name, [MaybeNullWhen(false)] out T value)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out value);
        for (var i = 0; i < _count; i++)
        {
            if (_entries![i].Key == name)
            {
                value = _entries[i].Value;
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
        if (_entries is null)
            _entries = new KeyValuePair<string, T>[2];
        else if (_count == _entries.Length)
            Array.Resize(ref _entries, 2 * _count);
        _entries[_count++] = new(name, value);
        _index?.Add(name, value);
        if (_count == Small)
            _index = Entries.ToDictionary(StringComparer.Ordinal);
        return true;
    }
}
