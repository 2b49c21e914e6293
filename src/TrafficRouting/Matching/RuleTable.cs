using System.Runtime.InteropServices;

namespace TrafficRouting.Matching;

/// <summary>Rules filed by a key each. One probe per value looked up, and one per prefix of the path.</summary>
internal sealed class RuleTable
{
    private const int SegmentsSlot = -1;
    private const int PrefixSlot = -2;
    private const int PathSlot = -3;

    private readonly Dictionary<ulong, RuleSet> _sets = [];
    private readonly RequestField[] _fields;
    private readonly int _longestValue;
    private readonly PathPrefixes? _path;

    /// <summary>Initializes a table of rules, each with the key it is filed under.</summary>
    public RuleTable(IReadOnlyCollection<(int Ordinal, RuleKey Key)> rules, Func<int[], RuleSet> build)
    {
        _fields = [.. rules.Where(rule => !rule.Key.Slot.IsPath).Select(rule => rule.Key.Slot.Field).Distinct()];
        _longestValue = rules.Where(rule => !rule.Key.Slot.IsPath).Select(rule => rule.Key.Length).DefaultIfEmpty().Max();
        _path = PathPrefixes.Of(rules.Select(rule => rule.Key));

        var slots = _fields.Select((field, slot) => (field, slot)).ToDictionary(pair => pair.field, pair => pair.slot);
        var lists = new Dictionary<ulong, List<int>>();
        foreach (var (ordinal, key) in rules)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, KeyHash.InSlot(key.Hash, SlotOf(key.Slot, slots)), out _);
            (list ??= []).Add(ordinal);
        }

        foreach (var (key, list) in lists)
            _sets.Add(key, build([.. list]));
    }

    public int FindFirst<TRequest>(in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        for (var slot = 0; slot < _fields.Length; slot++)
        {
            if (_fields[slot].TryRead(in request, out var value) && TryHash(_fields[slot], value, out var hash))
                best = Probe(KeyHash.InSlot(hash, slot), in request, matchers, best);
        }

        return _path is null ? best : FindByPath(_path, in request, matchers, best);
    }

    private static int SlotOf(RuleSlot slot, Dictionary<RequestField, int> fields) => slot switch
    {
        { IsPath: false } => fields[slot.Field],
        { Test: ValueTestKind.Segments } => SegmentsSlot,
        { Test: ValueTestKind.Prefix } => PrefixSlot,
        _ => PathSlot,
    };

    private bool TryHash(RequestField field, ReadOnlySpan<char> value, out ulong hash)
    {
        var isEscaped = field.IsEscaped && PercentEncoding.IsEscaped(value);
        hash = isEscaped ? PercentEncoding.Hash(value) : value.Length <= _longestValue ? KeyHash.Of(value) : 0;
        return isEscaped || value.Length <= _longestValue;
    }

    private int FindByPath<TRequest>(PathPrefixes prefixes, in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        var path = request.Path;
        var hash = KeyHash.Seed;
        for (var length = 0; length <= prefixes.Longest; length++)
        {
            var isWhole = length == path.Length;
            if (prefixes.HasSegments && length > 0 && (isWhole || path[length] == '/'))
                best = Probe(KeyHash.InSlot(hash, SegmentsSlot), in request, matchers, best);

            if (prefixes.HasLiteral(length))
                best = Probe(KeyHash.InSlot(hash, PrefixSlot), in request, matchers, best);

            if (isWhole)
                return prefixes.HasExact ? Probe(KeyHash.InSlot(hash, PathSlot), in request, matchers, best) : best;

            hash = KeyHash.Add(hash, path[length]);
        }

        return best;
    }

    private int Probe<TRequest>(ulong key, in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest =>
        _sets.TryGetValue(key, out var set) ? set.FindFirst(in request, matchers, best) : best;
}
