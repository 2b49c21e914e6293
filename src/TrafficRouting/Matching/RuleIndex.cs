namespace TrafficRouting.Matching;

/// <summary>Finds the first of many matches that a request fulfils, without trying them all. Immutable.</summary>
internal sealed class RuleIndex
{
    private readonly RequestMatcher[] _matchers;
    private readonly RuleSet _rules;

    private RuleIndex(RequestMatcher[] matchers)
    {
        _matchers = matchers;
        _rules = new RuleSetBuilder(matchers).Build([.. Enumerable.Range(0, matchers.Length)]);
    }

    public static RuleIndex Build(IReadOnlyList<RequestMatcher> inOrder) => new([.. inOrder]);

    /// <summary>Returns the lowest index of a match that holds, or -1.</summary>
    public int FindFirst<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        var found = _rules.FindFirst(in request, _matchers, _matchers.Length);
        return found < _matchers.Length ? found : -1;
    }
}
