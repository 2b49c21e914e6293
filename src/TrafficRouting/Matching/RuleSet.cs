namespace TrafficRouting.Matching;

/// <summary>Rules of which the first that matches is looked for: some by key, the rest in order.</summary>
/// <param name="scan">The ordinals of rules that no key helps to find, ascending.</param>
/// <param name="table">The others, or null.</param>
internal sealed class RuleSet(int[] scan, RuleTable? table = null)
{
    /// <summary>Returns the lowest ordinal below <paramref name="best"/> that matches, else <paramref name="best"/>.</summary>
    public int FindFirst<TRequest>(in TRequest request, RequestMatcher[] matchers, int best)
        where TRequest : struct, IRoutableRequest
    {
        if (table is not null)
            best = table.FindFirst(in request, matchers, best);

        foreach (var ordinal in scan)
        {
            if (ordinal >= best)
                break;

            if (matchers[ordinal].Matches(in request))
                return ordinal;
        }

        return best;
    }
}
