namespace TrafficRouting;

/// <summary>
/// Finds what is filed under a host: its exact name, else the longest <c>*.suffix</c>, else <c>*</c>. Immutable; looking
/// up allocates nothing and costs one probe per label, however many hosts there are.
/// </summary>
internal sealed class HostIndex<T>
    where T : notnull
{
    private readonly HostTable<T> _exact;
    private readonly HostTable<T> _suffixes;
    private readonly int _longestSuffix;
    private readonly bool _hasAny;
    private readonly T _any = default!;

    private HostIndex(IEnumerable<KeyValuePair<string, T>> patterns)
    {
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var exact = new List<KeyValuePair<string, T>>();
        var suffixes = new List<KeyValuePair<string, T>>();
        foreach (var (pattern, value) in patterns)
        {
            if (!known.Add(pattern))
                throw new ArgumentException($"The host '{pattern}' is given twice.", nameof(patterns));

            if (pattern.StartsWith("*.", StringComparison.Ordinal))
            {
                suffixes.Add(new(pattern[1..], value));
                _longestSuffix = Math.Max(_longestSuffix, pattern.Length - 1);
            }
            else if (string.Equals(pattern, "*", StringComparison.Ordinal))
            {
                (_hasAny, _any) = (true, value);
            }
            else
            {
                exact.Add(new(pattern, value));
            }
        }

        _exact = HostTable<T>.Build(exact);
        _suffixes = HostTable<T>.Build(suffixes);
    }

    private HostIndex(HostIndex<T> index, List<KeyValuePair<string, T>> replaced)
    {
        (_exact, _suffixes, _longestSuffix, _hasAny, _any) = (index._exact, index._suffixes, index._longestSuffix, index._hasAny, index._any);
        var exact = new List<KeyValuePair<string, T>>();
        var suffixes = new List<KeyValuePair<string, T>>();
        foreach (var (pattern, value) in replaced)
        {
            if (pattern.StartsWith("*.", StringComparison.Ordinal))
                suffixes.Add(new(pattern[1..], value));
            else if (string.Equals(pattern, "*", StringComparison.Ordinal))
                _any = value;
            else
                exact.Add(new(pattern, value));
        }

        _exact = _exact.Replace(exact);
        _suffixes = _suffixes.Replace(suffixes);
    }

    /// <summary>Files values under hosts.</summary>
    /// <exception cref="ArgumentException">A pattern is given twice.</exception>
    public static HostIndex<T> Build(IEnumerable<KeyValuePair<string, T>> patterns) => new(patterns);

    /// <summary>Files other values under some of the hosts.</summary>
    public HostIndex<T> Replace(List<KeyValuePair<string, T>> replaced) => replaced.Count == 0 ? this : new(this, replaced);

    public bool TryFind(ReadOnlySpan<char> host, out T value)
    {
        if (_exact.TryFind(host, out value!) || TryFindSuffix(host, out value))
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
            if (_suffixes.TryFind(host[start..], out value!))
                return true;

            start++;
        }

        value = default!;
        return false;
    }
}
