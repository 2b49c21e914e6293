using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TrafficRouting.Matching;

/// <summary>Rules filed by a key each: one probe per value that is looked up, and one per prefix of the path in use.</summary>
internal sealed class RuleTable
{
    private const int SegmentsSlot = -2;
    private const int PrefixSlot = -3;

    private readonly Dictionary<ulong, RuleSet> _sets = [];
    private readonly RequestField[] _fields;
    private readonly int _longestValue;
    private readonly int _longestSegments;
    private readonly int[] _prefixLengths;

    /// <summary>Initializes a table.</summary>
    /// <param name="rules">The rules in order, each with the key it is filed under.</param>
    /// <param name="build">Makes a set of the rules under one key.</param>
    public RuleTable(IReadOnlyCollection<(int Ordinal, RuleKey Key)> rules, Func<int[], RuleSet> build)
    {
        _fields = [.. Of(ValueTestKind.Exact).Select(key => key.Slot.Field).Distinct()];
        _longestValue = Of(ValueTestKind.Exact).Select(key => key.Length).DefaultIfEmpty().Max();
        _longestSegments = Of(ValueTestKind.Segments).Select(key => key.Length).DefaultIfEmpty().Max();
        _prefixLengths = [.. Of(ValueTestKind.Prefix).Select(key => key.Length).Distinct().Order()];

        var slots = _fields.Select((field, slot) => (field, slot)).ToDictionary(pair => pair.field, pair => pair.slot);
        var lists = new Dictionary<ulong, List<int>>();
        foreach (var (ordinal, key) in rules)
        {
            var slot = key.Slot.Test switch
            {
                ValueTestKind.Segments => SegmentsSlot,
                ValueTestKind.Prefix => PrefixSlot,
                _ => slots[key.Slot.Field],
            };
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, KeyHash.InSlot(key.Hash, slot), out _);
            (list ??= []).Add(ordinal);
        }

        _sets.EnsureCapacity(lists.Count);
        foreach (var (key, list) in lists)
            _sets.Add(key, build([.. list]));

        IEnumerable<RuleKey> Of(ValueTestKind test) => rules.Select(rule => rule.Key).Where(key => key.Slot.Test == test);
    }

    public int FindFirst<TRequest>(in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        for (var slot = 0; slot < _fields.Length; slot++)
        {
            if (_fields[slot].TryRead(in request, out var value) && TryHash(_fields[slot], value, out var hash))
                best = Probe(KeyHash.InSlot(hash, slot), in request, matchers, best);
        }

        if (_longestSegments > 0)
            best = FindBySegments(in request, matchers, best);

        return _prefixLengths.Length > 0 ? FindByPrefix(in request, matchers, best) : best;
    }

    private bool TryHash(RequestField field, ReadOnlySpan<char> value, out ulong hash)
    {
        var isEscaped = field.IsEscaped && PercentEncoding.IsEscaped(value);
        hash = isEscaped ? PercentEncoding.Hash(value) : value.Length <= _longestValue ? KeyHash.Of(value) : 0;
        return isEscaped || value.Length <= _longestValue;
    }

    private int FindBySegments<TRequest>(in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        var path = request.Path;
        var hash = new KeyHash(path);
        for (var end = 0; end < path.Length;)
        {
            var next = path[(end + 1)..].IndexOf('/');
            end = next < 0 ? path.Length : end + 1 + next;
            if (end > _longestSegments)
                break;

            best = Probe(KeyHash.InSlot(hash.OfPrefix(end), SegmentsSlot), in request, matchers, best);
        }

        return best;
    }

    private int FindByPrefix<TRequest>(in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        var path = request.Path;
        var hash = new KeyHash(path);
        foreach (var length in _prefixLengths)
        {
            if (length > path.Length)
                break;

            best = Probe(KeyHash.InSlot(hash.OfPrefix(length), PrefixSlot), in request, matchers, best);
        }

        return best;
    }

    private int Probe<TRequest>(ulong key, in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        ref readonly var set = ref CollectionsMarshal.GetValueRefOrNullRef(_sets, key);
        return Unsafe.IsNullRef(in set) ? best : set.FindFirst(in request, matchers, best);
    }
}
