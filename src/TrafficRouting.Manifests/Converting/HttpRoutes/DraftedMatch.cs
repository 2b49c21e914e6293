namespace TrafficRouting.Manifests;

/// <summary>A match as an HTTPRoute says it.</summary>
/// <param name="Rule">The match.</param>
/// <param name="Draft">What is said.</param>
internal sealed record DraftedMatch(Rule Rule, MatchDraft Draft);
