namespace TrafficRouting.Matching;

/// <summary>Finds the first of many matches that a request fulfils. Immutable.</summary>
internal sealed class RuleIndex
{
    private readonly RequestMatcher[] _matchers;

    private RuleIndex(RequestMatcher[] matchers) => _matchers = matchers;

    public static RuleIndex Build(IReadOnlyList<RequestMatcher> inOrder) => new([.. inOrder]);

    /// <summary>Returns the lowest index of a match that holds, or -1.</summary>
    public int FindFirst<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        for (var i = 0; i < _matchers.Length; i++)
        {
            if (_matchers[i].Matches(in request))
                return i;
        }

        return -1;
    }
}
