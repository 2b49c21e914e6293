using System.Runtime.InteropServices;

namespace TrafficRouting;

/// <summary>Rules filed by a key each: one probe per value that is looked up, and one per prefix of the path in use, which is hashed in one walk.</summary>
internal sealed class RuleTable
{
    private const int PathSlot = -1;
    private const int SegmentsSlot = -2;
    private const int PrefixSlot = -3;

    private readonly KeyFilter _filter;
    private readonly RuleSetTable _sets;
    private readonly RequestField[] _fields;
    private readonly int _longestValue;
    private readonly bool _usesPath;
    private readonly int _longestPath;
    private readonly int _longestSegments;
    private readonly int[] _prefixLengths;

    /// <summary>Initializes a table.</summary>
    /// <param name="slots">The slots by ordinal.</param>
    /// <param name="rules">The rules in order, each with the key it is filed under.</param>
    /// <param name="build">Makes a set of the rules under one key.</param>
    public RuleTable(IReadOnlyList<RuleSlot> slots, List<(int Ordinal, RuleKey Key)> rules, Func<ReadOnlySpan<int>, RuleSet> build)
    {
        var fields = new List<RequestField>();
        var probes = new Dictionary<int, int>();
        var prefixLengths = new SortedSet<int>();
        var keys = new ulong[rules.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var key = rules[i].Key;
            ref var probe = ref CollectionsMarshal.GetValueRefOrAddDefault(probes, key.Slot, out var isKnown);
            if (!isKnown)
                probe = Probe(slots[key.Slot]);
            keys[i] = KeyHash.InSlot(key.Hash, probe);
            if (probe >= 0)
                _longestValue = Math.Max(_longestValue, key.Length);
            else if (probe == PathSlot)
                _longestPath = Math.Max(_longestPath, key.Length);
            else if (probe == SegmentsSlot)
                _longestSegments = Math.Max(_longestSegments, key.Length);
            else
                prefixLengths.Add(key.Length);
        }

        _fields = [.. fields];
        _prefixLengths = [.. prefixLengths];
        _usesPath = _longestPath + _longestSegments + _prefixLengths.Length > 0;
        _filter = new(keys);
        _sets = Group(keys, rules.ConvertAll(rule => rule.Ordinal).ToArray(), build);

        int Probe(RuleSlot slot)
        {
            if (slot.Field.Kind == RequestFieldKind.Path)
                return slot.Test == ValueTestKind.Exact ? PathSlot : slot.Test == ValueTestKind.Segments ? SegmentsSlot : PrefixSlot;
            fields.Add(slot.Field);
            return fields.Count - 1;
        }
    }

    public int FindFirst<TRequest>(in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        for (var slot = 0; slot < _fields.Length; slot++)
        {
            if (_fields[slot].TryRead(in request, out var value) && TryHash(_fields[slot], value, out var hash))
                best = Probe(KeyHash.InSlot(hash, slot), in request, matchers, best, value);
        }

        return _usesPath ? FindByPath(in request, matchers, best) : best;
    }

    private static RuleSetTable Group(ulong[] keys, int[] ordinals, Func<ReadOnlySpan<int>, RuleSet> build)
    {
        var sets = new List<(ulong, RuleSet)>(keys.Length);
        Array.Sort(keys, ordinals);
        for (int start = 0, end; start < keys.Length; start = end)
        {
            for (end = start + 1; end < keys.Length && keys[end] == keys[start];)
                end++;
            var same = ordinals.AsSpan(start, end - start);
            same.Sort();
            sets.Add((keys[start], build(same)));
        }

        return new(sets);
    }

    private bool TryHash(RequestField field, ReadOnlySpan<char> value, out ulong hash)
    {
        var isEscaped = field.IsEscaped && PercentEncoding.IsEscaped(value);
        hash = isEscaped ? PercentEncoding.Hash(value) : value.Length <= _longestValue ? KeyHash.Of(value) : 0;
        return isEscaped || value.Length <= _longestValue;
    }

    private int FindByPath<TRequest>(in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        var path = request.Path;
        var hash = new KeyHash(path);
        var prefix = 0;
        for (var end = 0; end < path.Length;)
        {
            end = end < _longestSegments ? SegmentEnd(path, end) : path.Length;
            for (; prefix < _prefixLengths.Length && _prefixLengths[prefix] <= end; prefix++)
                best = Probe(KeyHash.InSlot(hash.OfPrefix(_prefixLengths[prefix]), PrefixSlot), in request, matchers, best, path[.._prefixLengths[prefix]]);
            if (end <= _longestSegments)
                best = Probe(KeyHash.InSlot(hash.OfPrefix(end), SegmentsSlot), in request, matchers, best, path[..end]);
        }

        return path.Length <= _longestPath ? Probe(KeyHash.InSlot(hash.OfPrefix(path.Length), PathSlot), in request, matchers, best, path) : best;
    }

    private static int SegmentEnd(ReadOnlySpan<char> path, int start)
    {
        var next = path[(start + 1)..].IndexOf('/');
        return next < 0 ? path.Length : start + 1 + next;
    }

    private int Probe<TRequest>(ulong key, in TRequest request, RequestMatcher[] matchers, int best, ReadOnlySpan<char> text)
        where TRequest : struct, IRoutableRequest
    {
        // Most texts are no key, above all the prefixes of a path.
        ReadNotes<TRequest>.Take(in request, in _filter.WordOf(key));
        if (!_filter.MayHold(key))
            return best;

        ref readonly var set = ref _sets.Find(key, in request);
        return set.IsEmpty ? best : set.FindFirst(in request, matchers, best, text);
    }
}
