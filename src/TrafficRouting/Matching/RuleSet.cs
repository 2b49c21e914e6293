namespace TrafficRouting;

/// <summary>Rules of which the first that matches is looked for: some by key, the rest in order.</summary>
internal readonly struct RuleSet
{
    // Most sets hold one rule: a struct with the first beside the others makes it reached in fewer steps.
    private readonly int _first;
    private readonly RequestMatcher? _firstMatcher;

    // What the first demands, where that is the very value that the set was found by: compared without a look at the matcher or a second reading.
    private readonly string? _firstText;
    private readonly int[] _others;
    private readonly RuleTable? _table;

    /// <summary>Initializes a set.</summary>
    /// <param name="matchers">All rules.</param>
    /// <param name="scan">The ordinals of those that no key helps to find, ascending.</param>
    /// <param name="table">The others of the set, or null.</param>
    /// <param name="isKeyed">Whether the set is found by a value of a request.</param>
    public RuleSet(RequestMatcher[] matchers, ReadOnlySpan<int> scan, RuleTable? table = null, bool isKeyed = false)
    {
        _first = scan.IsEmpty ? int.MaxValue : scan[0];
        _firstMatcher = scan.IsEmpty ? null : matchers[scan[0]];
        _firstText = isKeyed ? _firstMatcher?.OnlyText : null;
        _others = scan.Length > 1 ? scan[1..].ToArray() : [];
        _table = table;
    }

    /// <summary>Gets a value indicating whether some rules are found by key; otherwise all are tried in order.</summary>
    public bool HasTable => _table is not null;

    /// <summary>Returns the lowest ordinal below <paramref name="best"/> that matches, else <paramref name="best"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="matchers">All rules.</param>
    /// <param name="best">The lowest that is known to match.</param>
    /// <param name="key">The value that a keyed set was found by.</param>
    public int FindFirst<TRequest>(in TRequest request, RequestMatcher[] matchers, int best, ReadOnlySpan<char> key = default)
        where TRequest : struct, IRoutableRequest
    {
        if (_table is not null)
            best = _table.FindFirst(in request, matchers, best);

        if (_first >= best)
            return best;

        if (_firstText is null ? _firstMatcher!.Matches(in request) : key.SequenceEqual(_firstText))
            return _first;

        foreach (var ordinal in _others)
        {
            if (ordinal >= best)
                break;

            if (matchers[ordinal].Matches(in request))
                return ordinal;
        }

        return best;
    }
}
