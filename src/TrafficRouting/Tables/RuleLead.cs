namespace TrafficRouting;

/// <summary>Where a rule leads, in one place, so that most requests do without a look at the rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Only">The only decision that it leads to, or null where there is a choice to make.</param>
internal readonly record struct RuleLead(Rule Rule, RouteDecision? Only);
