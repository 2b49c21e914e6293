namespace TrafficRouting;

/// <summary>Finds the first of many matches that a request fulfils, without trying them all. Immutable.</summary>
internal sealed class RuleIndex
{
    private readonly RequestMatcher[] _matchers;
    private readonly RuleSet _rules;

    private RuleIndex(RequestMatcher[] matchers)
    {
        _matchers = matchers;
        var all = new int[matchers.Length];
        for (var i = 0; i < all.Length; i++)
            all[i] = i;
        _rules = new RuleSetBuilder(matchers).Build(all);
    }

    /// <summary>Indexes matches.</summary>
    /// <param name="inOrder">The matches, the first that holds counts.</param>
    /// <param name="previous">An index that is handed on if it has the very same matches, as after a change of weights.</param>
    public static RuleIndex Build(RequestMatcher[] inOrder, RuleIndex? previous = null) =>
        previous is not null && previous._matchers.AsSpan().SequenceEqual(inOrder) ? previous : new(inOrder);

    /// <summary>Returns the lowest index of a match that holds, or -1.</summary>
    public int FindFirst<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var matchers = _matchers;
        if (_rules.HasTable)
        {
            var found = _rules.FindFirst(in request, matchers, matchers.Length);
            return found < matchers.Length ? found : -1;
        }

        for (var i = 0; i < matchers.Length; i++)
        {
            if (matchers[i].Matches(in request))
                return i;
        }

        return -1;
    }
}
