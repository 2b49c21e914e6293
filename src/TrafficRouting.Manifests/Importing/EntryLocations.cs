using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests;

/// <summary>Where options are written, by reference. The index is made when somebody asks, which is seldom: where something is wrong.</summary>
internal sealed class EntryLocations(IReadOnlyList<List<KeyValuePair<object, Position>>> parts) : IReadOnlyDictionary<object, SourceLocation>
{
    private readonly Lock _making = new();
    private volatile Dictionary<object, SourceLocation>? _index;

    public int Count => Index.Count;

    public IEnumerable<object> Keys => Index.Keys;

    public IEnumerable<SourceLocation> Values => Index.Values;

    private Dictionary<object, SourceLocation> Index
    {
        get
        {
            if (_index is not null)
                return _index;
            lock (_making)
                return _index ??= Make();
        }
    }

    public SourceLocation this[object key] => Index[key];

    public bool ContainsKey(object key) => Index.ContainsKey(key);

    public bool TryGetValue(object key, [MaybeNullWhen(false)] out SourceLocation value) => Index.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<object, SourceLocation>> GetEnumerator() => Index.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<object, SourceLocation> Make()
    {
        var index = new Dictionary<object, SourceLocation>(ReferenceEqualityComparer.Instance);
        foreach (var part in parts)
        {
            foreach (var (entry, position) in part)
                index[entry] = position.Location;
        }

        return index;
    }
}
