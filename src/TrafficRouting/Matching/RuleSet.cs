namespace TrafficRouting;

/// <summary>Rules of which the first that matches is looked for: some by key, the rest in order.</summary>
internal readonly struct RuleSet
{
    // Most sets hold one rule, which is all that is beside their key: what is read for a request lies in as few cache lines as can be.
    private readonly int _first;

    // What the first demands: the very text that the set was found by, which is compared without a look at the matcher or a second reading; else its matcher.
    private readonly object? _demand;
    private readonly RuleRest? _rest;

    /// <summary>Initializes a set.</summary>
    /// <param name="matchers">All rules.</param>
    /// <param name="scan">The ordinals of those that no key helps to find, ascending.</param>
    /// <param name="table">The others of the set, or null.</param>
    /// <param name="isKeyed">Whether the set is found by a value of a request.</param>
    public RuleSet(RequestMatcher[] matchers, ReadOnlySpan<int> scan, RuleTable? table = null, bool isKeyed = false)
    {
        _first = scan.IsEmpty ? int.MaxValue : scan[0];
        _demand = scan.IsEmpty ? null : (isKeyed ? matchers[scan[0]].OnlyText : null) ?? (object)matchers[scan[0]];
        _rest = table is null && scan.Length < 2 ? null : new(scan.IsEmpty ? [] : scan[1..].ToArray(), table);
    }

    /// <summary>Gets a value indicating whether some rules are found by key; otherwise all are tried in order.</summary>
    public bool HasTable => _rest?.Table is not null;

    /// <summary>Gets a value indicating whether there is no rule in it.</summary>
    public bool IsEmpty => _demand is null && _rest is null;

    /// <summary>Returns the lowest ordinal below <paramref name="best"/> that matches, else <paramref name="best"/>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="matchers">All rules.</param>
    /// <param name="best">The lowest that is known to match.</param>
    /// <param name="key">The value that a keyed set was found by.</param>
    public int FindFirst<TRequest>(in TRequest request, RequestMatcher[] matchers, int best, ReadOnlySpan<char> key = default)
        where TRequest : struct, IRoutableRequest
    {
        if (_rest is not null)
            return FindAmong(_rest, in request, matchers, best, key);
        return _first < best && IsFirst(in request, key) ? _first : best;
    }

    private int FindAmong<TRequest>(RuleRest rest, in TRequest request, RequestMatcher[] matchers, int best, ReadOnlySpan<char> key)
        where TRequest : struct, IRoutableRequest
    {
        if (rest.Table is not null)
            best = rest.Table.FindFirst(in request, matchers, best);
        if (_first >= best)
            return best;
        if (IsFirst(in request, key))
            return _first;

        foreach (var ordinal in rest.Others)
        {
            if (ordinal >= best)
                break;

            if (matchers[ordinal].Matches(in request))
                return ordinal;
        }

        return best;
    }

    private bool IsFirst<TRequest>(in TRequest request, ReadOnlySpan<char> key)
        where TRequest : struct, IRoutableRequest
    {
        if (_demand is not string text)
            return ((RequestMatcher)_demand!).Matches(in request);
        ReadNotes<TRequest>.TakeText(in request, text);
        return key.SequenceEqual(text);
    }
}
