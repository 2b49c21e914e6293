namespace TrafficRouting;

/// <summary>Nested matches of which one must hold (<c>AnyOf</c>) or none may (<c>NoneOf</c>).</summary>
internal sealed class MatchGroup(RequestMatcher[] members, bool none)
{
    public bool Holds<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest => FindFirst(in request) >= 0 != none;

    public string Explain<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        if (none)
            return $"match {FindFirst(in request) + 1} of NoneOf holds";

        var reasons = new List<string>(members.Length);
        foreach (var member in members)
            reasons.Add(member.Explain(in request)!);

        return $"no match of AnyOf holds ({string.Join("; ", reasons)})";
    }

    private int FindFirst<TRequest>(in TRequest request)
        where TRequest : struct, IRoutableRequest
    {
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i].Matches(in request))
                return i;
        }

        return -1;
    }
}
