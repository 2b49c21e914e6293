namespace TrafficRouting.Matching;

/// <summary>
/// Finds what is filed under a host: its exact name, else the longest <c>*.suffix</c>, else <c>*</c>. Immutable; looking
/// up allocates nothing and costs one probe per label, however many hosts there are.
/// </summary>
internal sealed class HostIndex<T>
{
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _exact;
    private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _suffixes;
    private readonly int _longestSuffix;
    private readonly bool _hasAny;
    private readonly T _any = default!;

    private HostIndex(IEnumerable<KeyValuePair<string, T>> patterns)
    {
        var exact = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        var suffixes = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var (pattern, value) in patterns)
        {
            bool isNew;
            if (string.Equals(pattern, "*", StringComparison.Ordinal))
                (isNew, _hasAny, _any) = (!_hasAny, true, value);
            else if (pattern.StartsWith("*.", StringComparison.Ordinal))
                isNew = suffixes.TryAdd(pattern[1..], value);
            else
                isNew = exact.TryAdd(pattern, value);

            if (!isNew)
                throw new ArgumentException($"The host '{pattern}' is given twice.", nameof(patterns));
        }

        _longestSuffix = suffixes.Count == 0 ? 0 : suffixes.Keys.Max(suffix => suffix.Length);
        _exact = exact.GetAlternateLookup<ReadOnlySpan<char>>();
        _suffixes = suffixes.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Files values under hosts.</summary>
    /// <exception cref="ArgumentException">A pattern is given twice.</exception>
    public static HostIndex<T> Build(IEnumerable<KeyValuePair<string, T>> patterns) => new(patterns);

    public bool TryFind(ReadOnlySpan<char> host, out T value)
    {
        if (_exact.TryGetValue(host, out value!) || TryFindSuffix(host, out value))
            return true;

        value = _any;
        return _hasAny;
    }

    private bool TryFindSuffix(ReadOnlySpan<char> host, out T value)
    {
        // The wildcard stands for at least one character, and nothing longer than the longest suffix needs a probe.
        var start = Math.Max(1, host.Length - _longestSuffix);
        while (start < host.Length && host[start..].IndexOf('.') is >= 0 and var dot)
        {
            start += dot;
            if (_suffixes.TryGetValue(host[start..], out value!))
                return true;

            start++;
        }

        value = default!;
        return false;
    }
}
