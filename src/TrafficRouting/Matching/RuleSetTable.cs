using System.Numerics;

namespace TrafficRouting;

/// <summary>
/// Sets of rules by hash. Immutable. A dictionary reads a bucket, and then an entry elsewhere that lies across two cache lines; here the set lies beside
/// its hash, where the search begins. All lie in the order of their hashes, so that no search is much longer than others.
/// </summary>
internal sealed class RuleSetTable
{
    // Open addressing, at most half full, so that a search ends soon; after the last place there is a free one, at which any search ends.
    private readonly Entry[] _entries;
    private readonly int _shift;

    /// <summary>Initializes a table of sets.</summary>
    /// <param name="sets">The sets, none of them empty, by their hashes, which ascend.</param>
    public RuleSetTable(List<(ulong Hash, RuleSet Set)> sets)
    {
        var places = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, sets.Count) * 2);
        _shift = 64 - BitOperations.Log2((uint)places);
        var free = 0;
        foreach (var (hash, _) in sets)
            free = Math.Max(Begin(hash), free) + 1;

        _entries = new Entry[Math.Max(places, free) + 1];
        free = 0;
        foreach (var (hash, set) in sets)
        {
            var at = Math.Max(Begin(hash), free);
            _entries[at] = new(hash, set);
            free = at + 1;
        }
    }

    /// <summary>Finds the set of a hash, or an empty one.</summary>
    public ref readonly RuleSet Find<TRequest>(ulong hash, in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        for (var at = Begin(hash); ; at++)
        {
            ref readonly var entry = ref _entries[at];
            ReadNotes<TRequest>.Take(in request, in entry);
            if (entry.Hash == hash || entry.Set.IsEmpty)
                return ref entry.Set;
        }
    }

    private int Begin(ulong hash) => (int)(hash >> _shift);

    private readonly struct Entry(ulong hash, RuleSet set)
    {
        public readonly ulong Hash = hash;
        public readonly RuleSet Set = set;
    }
}
