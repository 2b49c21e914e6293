namespace TrafficRouting.Matching;

/// <summary>Which prefixes of a path are worth a probe.</summary>
internal sealed class PathPrefixes
{
    private readonly bool[] _literals;

    private PathPrefixes(RuleKey[] keys)
    {
        Longest = keys.Max(key => key.Length);
        HasSegments = Array.Exists(keys, key => key.Slot.Test == ValueTestKind.Segments);
        HasExact = Array.Exists(keys, key => key.Slot.Test == ValueTestKind.Exact);
        _literals = new bool[keys.Where(IsLiteral).Select(key => key.Length + 1).DefaultIfEmpty().Max()];
        foreach (var key in keys.Where(IsLiteral))
            _literals[key.Length] = true;
    }

    public int Longest { get; }

    public bool HasSegments { get; }

    public bool HasExact { get; }

    public static PathPrefixes? Of(IEnumerable<RuleKey> keys) =>
        keys.Where(key => key.Slot.IsPath).ToArray() is { Length: > 0 } ofPath ? new PathPrefixes(ofPath) : null;

    public bool HasLiteral(int length) => (uint)length < (uint)_literals.Length && _literals[length];

    private static bool IsLiteral(RuleKey key) => key.Slot.Test == ValueTestKind.Prefix;
}
