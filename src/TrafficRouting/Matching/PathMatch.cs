namespace TrafficRouting;

/// <summary>The part of the path that a match took.</summary>
/// <param name="Kind">How it was compared.</param>
/// <param name="Prefix">The prefix it took; empty for <see cref="PathMatchKind.Whole"/>.</param>
internal readonly record struct PathMatch(PathMatchKind Kind, string Prefix);
