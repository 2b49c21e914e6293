using TrafficRouting.Matching;

namespace TrafficRouting.Tables;

/// <summary>A rule with what decides its place among the rules of its service.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Order">The order of its route, or of the route it leads.</param>
/// <param name="Specificity">The specificity of its match, or of the match it leads.</param>
/// <param name="Name">The name of its route, or of the route it leads.</param>
/// <param name="Leads">Whether an overlay put it before the match that it shares its place with.</param>
internal readonly record struct RankedRule(
    Rule Rule, int Order, MatchSpecificity Specificity, string Name, bool Leads)
{
    public static Rule[] Sort(IEnumerable<RankedRule> rules) =>
    [
        .. rules
            .OrderBy(r => r.Order)
            .ThenByDescending(r => r.Specificity)
            .ThenBy(r => r.Name, StringComparer.Ordinal)
            .ThenByDescending(r => r.Leads)
            .Select(r => r.Rule),
    ];
}
