namespace TrafficRouting;

/// <summary>A rule with what decides its place among the rules of its service.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Order">The order of its route, or of the route it precedes.</param>
/// <param name="Specificity">The specificity of its match, or of the match it precedes.</param>
/// <param name="Name">The name of its route, or of the route it precedes.</param>
/// <param name="Leads">Whether an overlay put it before the match that it shares its place with.</param>
internal readonly record struct RankedRule(
    Rule Rule, int Order, MatchSpecificity Specificity, string Name, bool Leads)
{
    private static readonly Comparer<RankedRule> Place = Comparer<RankedRule>.Create(static (one, other) =>
    {
        var place = one.Order.CompareTo(other.Order);
        if (place == 0)
            place = other.Specificity.CompareTo(one.Specificity);
        if (place == 0)
            place = string.CompareOrdinal(one.Name, other.Name);
        return place == 0 ? other.Leads.CompareTo(one.Leads) : place;
    });

    // Stable, since the matches of a route keep their order.
    public static Rule[] Sort(IEnumerable<RankedRule> rules) => [.. rules.Order(Place).Select(r => r.Rule)];
}
