namespace TrafficRouting;

/// <summary>What a set has besides its first rule.</summary>
/// <param name="Others">The ordinals of further rules that are tried in order, ascending.</param>
/// <param name="Table">Rules found by key, or null.</param>
internal sealed record RuleRest(int[] Others, RuleTable? Table);
