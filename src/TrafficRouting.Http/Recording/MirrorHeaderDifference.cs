namespace TrafficRouting.Http;

/// <summary>A response header that differs between a primary and its mirror.</summary>
/// <param name="Name">The name.</param>
/// <param name="Primary">The primary's value, or null when it has none.</param>
/// <param name="Mirror">The mirror's value, or null when it has none.</param>
public sealed record MirrorHeaderDifference(string Name, string? Primary, string? Mirror);
