using System.Collections.Immutable;

namespace TrafficRouting;

/// <summary>Compiled edits of the baggage of requests decided alike, names filled in. Immutable.</summary>
internal sealed class BaggageEdits
{
    private const string All = "*";

    private readonly HashSet<string> _removed;

    private BaggageEdits(HashSet<string> removed, ImmutableArray<KeyValuePair<string, string>> set)
    {
        _removed = removed;
        Set = set;
    }

    /// <summary>Gets the items to replace or create.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Set { get; }

    /// <summary>Tells whether an item is taken out, if it is not set anew.</summary>
    public bool Removes(string name) => _removed.Contains(All) || _removed.Contains(name);

    /// <summary>Compiles the edits of a route and then of the backend chosen, or null where there are none.</summary>
    public static BaggageEdits? Of(Route? route, Backend? backend) =>
        route is null || backend is null ? null : Of(route.Name, backend.Name, route.Options.Baggage, backend.Options.Baggage);

    /// <summary>Compiles the edits that a backend makes by itself, or null where it makes none.</summary>
    public static BaggageEdits? OfBackend(Route route, Backend backend) => Of(route.Name, backend.Name, backend.Options.Baggage);

    private static BaggageEdits? Of(string route, string backend, BaggageEditOptions? first, BaggageEditOptions? second = null)
    {
        if (first is null && second is null)
            return null;

        var removed = new HashSet<string>(StringComparer.Ordinal);
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var edits in new[] { first, second })
        {
            if (edits is null)
                continue;

            removed.UnionWith(edits.Remove);
            foreach (var name in set.Keys.Where(name => edits.Remove.Contains(All) || edits.Remove.Contains(name)).ToList())
                set.Remove(name);
            foreach (var (name, value) in edits.Set)
                set[name] = BaggageValue.Fill(value, route, backend);
        }

        return removed.Count + set.Count == 0 ? null : new(removed, [.. set]);
    }
}
