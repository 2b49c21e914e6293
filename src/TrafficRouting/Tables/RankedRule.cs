namespace TrafficRouting;

/// <summary>A rule with what decides its place among the rules of its service.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Order">The order of its route, or of the route it precedes.</param>
/// <param name="Specificity">The specificity of its match, or of the match it precedes.</param>
/// <param name="Name">The name of its route, or of the route it precedes.</param>
/// <param name="Leads">Whether an overlay put it before the match that it shares its place with.</param>
internal sealed record RankedRule(
    Rule Rule, int Order, MatchSpecificity Specificity, string Name, bool Leads)
{
    // The matches of a route keep their order.
    private int _sequence;

    public static Rule[] Sort(List<RankedRule> rules)
    {
        for (var i = 0; i < rules.Count; i++)
            rules[i]._sequence = i;
        rules.Sort(ComparePlaces);
        var sorted = new Rule[rules.Count];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = rules[i].Rule;
        return sorted;
    }

    private static int ComparePlaces(RankedRule one, RankedRule other)
    {
        var place = one.Order.CompareTo(other.Order);
        if (place == 0)
            place = other.Specificity.CompareTo(one.Specificity);
        if (place == 0)
            place = string.CompareOrdinal(one.Name, other.Name);
        if (place == 0)
            place = other.Leads.CompareTo(one.Leads);
        return place == 0 ? one._sequence.CompareTo(other._sequence) : place;
    }
}
