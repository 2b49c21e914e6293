using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TrafficRouting.Manifests;

/// <summary>Where options are written, by reference. The index is made when somebody asks, which is seldom: where something is wrong.</summary>
internal sealed class EntryLocations(ImportUnit[] units, List<(ServiceDraft Draft, ServiceOptions Service)> services)
    : IReadOnlyDictionary<object, SourceLocation>
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
        foreach (var part in units.SelectMany(u => u.Notes))
        {
            foreach (var (entry, position) in part.Locations ?? [])
                index[entry] = position.Location;
        }

        // Backends and services are written where the first document that mentions them does.
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var backend in units.SelectMany(u => u.Backends))
        {
            if (named.Add(backend.Name))
                index[backend.Made.Options] = backend.Use.Position.Location;
        }

        foreach (var (draft, service) in services)
            index[service] = draft.Document.Position.Location;

        return index;
    }
}
